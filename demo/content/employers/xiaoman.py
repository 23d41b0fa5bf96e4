from datetime import time

from core.money import Money
from demo.content.employers.pay import allowance, base, full_month, piece
from demo.content.shapes import EmployerContent, JobContent, text
from recruiting.jobs.states import HousingOffer, MealOffer, PayDay, PayUnit, TransportOffer

YIWU = {
    "place": text("Yiwu, Jinhua", "金华义乌"),
    "latitude": 29.306,
    "longitude": 120.075,
    "pay_day": PayDay.MONTHLY,
    "pay_day_of_month": 5,
}
FUTIAN = {**YIWU, "place": text("Futian market, Yiwu", "义乌福田市场"), "latitude": 29.338, "longitude": 120.104}
FED_AND_HOUSED = {
    "housing": HousingOffer.PAID,
    "housing_cost": Money(15000),
    "housing_note": text("Two to a room, five minutes on foot", "两人一间，走路五分钟"),
    "meals": MealOffer.ALL,
    "meals_note": text("You eat what you cook", "自己做啥吃啥"),
}
FED = {"meals": MealOffer.ALL, "meals_note": text("Before the rush, at the long table", "饭点前，长桌上吃")}
PHOTOS = ["covers/canteen-xiaoman", "covers/dorm-hengyuan"]

JOBS = [
    JobContent(
        key="canteen-cook",
        fields={
            **YIWU,
            **FED_AND_HOUSED,
            "title": text("Canteen cook, noodles and wok", "食堂厨师，会面会炒"),
            "description": text(
                "900 lunches, two woks, one noodle pot. Chef Guo tastes everything and says little.",
                "九百份午饭，两口锅，一口面锅。郭师傅样样尝，话不多。",
            ),
            "openings": 2,
            "shift_starts_at": time(5, 30),
            "shift_ends_at": time(14, 30),
        },
        pay=[base(PayUnit.MONTH, 5800)],
        photos=PHOTOS,
    ),
    JobContent(
        key="kitchen-helper",
        fields={
            **YIWU,
            **FED_AND_HOUSED,
            "title": text("Kitchen helper, big-pot cooking learned here", "帮厨，大锅菜包教"),
            "description": text(
                "Peel, cut, carry, learn. In a year you cook.",
                "削、切、端、学，一年就能上灶。",
            ),
            "openings": 4,
        },
        pay=[base(PayUnit.MONTH, 4300), full_month(300)],
        photos=PHOTOS[:1],
    ),
    JobContent(
        key="dishwashing",
        fields={
            **FUTIAN,
            **FED,
            "title": text("Dishwashing, afternoons", "洗碗工，下午班"),
            "description": text(
                "A machine does the plates, you do the pots. Dry shoes are given.", "盘子机器洗，锅你洗。发防水鞋。"
            ),
            "openings": 3,
            "shift_starts_at": time(13, 0),
            "shift_ends_at": time(21, 0),
            "max_age": 60,
        },
        pay=[base(PayUnit.HOUR, 20)],
    ),
    JobContent(
        key="breakfast-cart",
        fields={
            **FUTIAN,
            **FED,
            "title": text("Breakfast cart, from four in the morning", "早餐车，凌晨四点出摊"),
            "description": text(
                "Buns, soy milk, change. Home by ten. You keep a share of what you sell.",
                "包子豆浆找零钱，十点到家。卖得多，分得多。",
            ),
            "openings": 5,
            "pay_day": PayDay.WEEKLY,
            "shift_starts_at": time(4, 0),
            "shift_ends_at": time(10, 0),
            "hours_per_day": 6,
            "days_per_month": 26,
        },
        pay=[base(PayUnit.DAY, 120), piece(600, 1500)],
    ),
    JobContent(
        key="delivery",
        fields={
            **YIWU,
            **FED,
            "title": text("Lunch delivery on an electric cart", "电动车送午饭"),
            "description": text(
                "Forty canteens on one loop. The cart, the coat and the insurance are ours.",
                "一圈四十个点。车、雨衣、保险都是公司的。",
            ),
            "openings": 6,
            "transport": TransportOffer.FARE,
            "transport_note": text("Bus fare paid back", "报销公交"),
        },
        pay=[
            base(PayUnit.MONTH, 4000),
            allowance(text("For each loop", "每圈补贴"), 12, PayUnit.TRIP) | {"monthly_count": 60},
        ],
    ),
    JobContent(
        key="shop-manager",
        fields={
            **FUTIAN,
            **FED_AND_HOUSED,
            "title": text("Canteen manager, five people to lead", "食堂店长，带五个人"),
            "description": text(
                "You order, you count, you settle quarrels about the radio.",
                "订货、盘点，还管谁放收音机。",
            ),
            "openings": 1,
            "min_age": 22,
        },
        pay=[base(PayUnit.MONTH, 7500, 9000)],
        photos=PHOTOS[:1],
    ),
]

EMPLOYER = EmployerContent(
    slug="xiaoman-kitchen",
    name=text("Xiaoman Kitchen", "小满食堂"),
    about=text(
        "We cook for four factories and one school. Somebody said too salty; we changed it. See the kitchen first.",
        "给四家厂、一所学校做饭。有人说咸，我们改了。先来后厨看看再说。",
    ),
    place=text("Yiwu, Jinhua", "金华义乌"),
    latitude=29.306,
    longitude=120.075,
    workers=64,
    cover="covers/canteen-xiaoman",
    avatar="chef-guo",
    members=[("guo", "owner")],
    jobs=JOBS,
)
