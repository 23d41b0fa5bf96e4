from datetime import time

from demo.content.employers.pay import allowance, base, full_month, insurance, overtime, piece
from demo.content.shapes import EmployerContent, JobContent, text
from recruiting.jobs.states import HousingOffer, MealOffer, PayDay, PayUnit, TransportOffer

DALANG = {
    "place": text("Dalang, Dongguan", "东莞大朗"),
    "latitude": 22.936,
    "longitude": 113.938,
    "pay_day": PayDay.MONTHLY,
    "pay_day_of_month": 10,
}
DORM = {
    "housing": HousingOffer.FREE,
    "housing_note": text("6 beds, air-con, hot water 5 pm–1 am", "6 人间，空调，热水下午 5 点到夜里 1 点"),
    "meals": MealOffer.ALL,
    "meals_note": text("Canteen card, ¥600 a month on us", "饭卡每月 600 元，厂里出"),
}
DAY = {
    "shift_starts_at": time(8, 0),
    "shift_ends_at": time(17, 30),
    "shift_note": text("Overtime 36 h a month at most, you may say no", "加班每月最多 36 小时，可以不加"),
}
PHOTOS = ["covers/factory-hengyuan", "covers/dorm-hengyuan", "covers/canteen-xiaoman"]

JOBS = [
    JobContent(
        key="assembly",
        fields={
            **DALANG,
            **DORM,
            **DAY,
            "title": text("Phone parts assembly, seated", "手机配件装配，坐着干"),
            "description": text(
                "Fit small frames into phone cases with a hand press. You sit.\n"
                "18 or older, good eyesight, no schooling needed.\n"
                "They teach you for two days. The two days are paid.\n"
                "Couples can come together. Ask for a couple’s room, ¥200.",
                "用手压机把小边框装进手机壳，坐着干。\n18 岁以上，眼睛好，不看学历。\n"
                "教两天，两天都算钱。\n夫妻可以一起来，夫妻房每月 200 元。",
            ),
            "openings": 40,
            "couples_welcome": True,
        },
        pay=[base(PayUnit.MONTH, 3600), overtime(36), piece(1800, 2200), full_month(300), insurance(450, 500)],
        photos=PHOTOS,
    ),
    JobContent(
        key="inspection",
        fields={
            **DALANG,
            **DORM,
            **DAY,
            "title": text("Checking screens under a lamp", "灯下看屏，质检"),
            "description": text(
                "You look for dust and scratches, twenty seconds a screen.\nEyes rest ten minutes every hour; it is a rule.",
                "看灰、看划痕，一块屏二十秒。\n每小时歇眼十分钟，这是规定。",
            ),
            "openings": 12,
        },
        pay=[base(PayUnit.MONTH, 3600), overtime(24), full_month(300), insurance(460)],
        photos=PHOTOS[:2],
    ),
    JobContent(
        key="press-night",
        fields={
            **DALANG,
            **DORM,
            "title": text("Press operator, night shift", "冲压操作工，夜班"),
            "description": text(
                "You run one press with two-hand buttons; a light curtain stops it when anybody leans in.\n"
                "Night money is on top. Nights change every two weeks.",
                "看一台冲床，双手按钮，有光幕，人一靠近就停。\n夜班另有补贴，两周一倒。",
            ),
            "openings": 8,
            "night_shift": True,
            "shift_starts_at": time(20, 0),
            "shift_ends_at": time(5, 0),
            "min_age": 20,
            "max_age": 50,
        },
        pay=[
            base(PayUnit.MONTH, 4200),
            overtime(30),
            allowance(text("Night money", "夜班补贴"), 20, PayUnit.SHIFT),
            insurance(480),
        ],
        photos=PHOTOS[:1],
    ),
    JobContent(
        key="forklift",
        fields={
            **DALANG,
            **DORM,
            **DAY,
            "title": text("Forklift driver, licence needed", "叉车工，要有证"),
            "description": text(
                "Two battery forklifts, one yard, no slopes.\nBring the licence; we pay its renewal.",
                "两台电动叉车，一个院子，没坡。\n带证来，复审费厂里出。",
            ),
            "openings": 2,
        },
        pay=[base(PayUnit.MONTH, 6200), overtime(20), insurance(520)],
    ),
    JobContent(
        key="canteen-help",
        fields={
            **DALANG,
            **DORM,
            "title": text("Canteen helper, mornings", "食堂帮工，上早班"),
            "description": text(
                "Washing, cutting, giving out. Done by two in the afternoon.",
                "洗菜、切菜、打饭，下午两点收工。",
            ),
            "openings": 3,
            "shift_starts_at": time(5, 30),
            "shift_ends_at": time(14, 0),
            "max_age": 60,
        },
        pay=[base(PayUnit.MONTH, 3900), full_month(200)],
    ),
    JobContent(
        key="summer-line",
        fields={
            **DALANG,
            **DORM,
            **DAY,
            "title": text("Line worker for two months", "短期流水线，干两个月"),
            "description": text(
                "From now until the order is out, then you are free. Pay is by the hour and every hour is counted.",
                "干到这批单出完就散。按小时算，一小时都不少。",
            ),
            "openings": 60,
            "days_per_month": 24,
        },
        pay=[base(PayUnit.HOUR, 21)],
        photos=PHOTOS[1:],
    ),
    JobContent(
        key="warehouse-clerk",
        fields={
            **DALANG,
            **DAY,
            "title": text("Store clerk, knows a spreadsheet", "仓库文员，会用表格"),
            "description": text(
                "You count what comes in and what goes out, and say so when it does not match.",
                "进多少出多少，你记；对不上，你说。",
            ),
            "openings": 1,
            "meals": MealOffer.SOME,
            "meals_note": text("Lunch", "管午饭"),
            "transport": TransportOffer.SHUTTLE,
            "transport_note": text("Bus from Dalang square, 7:20", "大朗广场 7:20 有车"),
        },
        pay=[base(PayUnit.MONTH, 4800, 5400), insurance(500)],
    ),
]

EMPLOYER = EmployerContent(
    slug="hengyuan-parts",
    name=text("Hengyuan Parts", "恒远配件"),
    about=text(
        "1,140 people make frames and cases for phones. Pay has come on the 10th for fourteen months running. "
        "Summer on line 3 is hot; ask for line 1.",
        "一千一百四十人，做手机边框和壳子。工资十四个月都是十号到。三号线夏天热，要就要一号线。",
    ),
    place=text("Dalang, Dongguan", "东莞大朗"),
    latitude=22.936,
    longitude=113.938,
    workers=1140,
    cover="covers/factory-hengyuan",
    avatar="hr-chen",
    members=[("chen", "owner")],
    jobs=JOBS,
)
