from datetime import time

from core.money import Money
from demo.content.employers.pay import allowance, base, full_month, overtime, piece
from demo.content.shapes import EmployerContent, JobContent, text
from recruiting.jobs.states import HousingOffer, MealOffer, PayDay, PayUnit, TransportOffer

WUZHONG = {"place": text("Wuzhong, Suzhou", "苏州吴中"), "latitude": 31.262, "longitude": 120.632}
KUNSHAN = {"place": text("Huaqiao, Kunshan", "昆山花桥"), "latitude": 31.301, "longitude": 121.104}
BUS = {
    "transport": TransportOffer.SHUTTLE,
    "transport_note": text("From Mudu metro, every half hour", "木渎地铁口接，半小时一趟"),
}
RENTED_BED = {
    "housing": HousingOffer.PAID,
    "housing_cost": Money(15000),
    "housing_note": text("4 beds, own bathroom, washing machine on the floor", "4 人间，独立卫生间，每层有洗衣机"),
}
NIGHT_MEAL = {"meals": MealOffer.SOME, "meals_note": text("A hot meal at midnight", "半夜一顿热的")}
NIGHT = {"night_shift": True, "shift_starts_at": time(20, 0), "shift_ends_at": time(5, 0)}
PHOTOS = ["covers/warehouse-hongda", "covers/dorm-hengyuan"]

JOBS = [
    JobContent(
        key="night-packing",
        fields={
            **WUZHONG,
            **NIGHT,
            **NIGHT_MEAL,
            **BUS,
            "title": text("Night packing, oranges and tea", "水果茶叶打包，夜班"),
            "description": text(
                "Boxes, tape, labels. Nothing over 12 kilos.\nYou are paid when the shift is over, into your phone.\n"
                "Come for one night or for all winter.",
                "装箱、封箱、贴单，最重二十四斤。\n下班就结，钱到手机上。\n干一晚也行，干一冬也行。",
            ),
            "openings": 12,
            "pay_day": PayDay.DAILY,
        },
        pay=[base(PayUnit.DAY, 260)],
        photos=PHOTOS[:1],
    ),
    JobContent(
        key="day-sorting",
        fields={
            **WUZHONG,
            **BUS,
            "title": text("Parcel sorting, day shift", "快递分拣，白班"),
            "description": text(
                "You read the postcode and put it on the right belt. A trainee stands beside somebody for a week.",
                "看单号，放对传送带。新手跟人学一个礼拜。",
            ),
            "openings": 20,
            "pay_day": PayDay.WEEKLY,
            "shift_starts_at": time(9, 0),
            "shift_ends_at": time(18, 0),
            "days_per_month": 26,
        },
        pay=[base(PayUnit.DAY, 215)],
        photos=PHOTOS[:1],
    ),
    JobContent(
        key="loading",
        fields={
            **WUZHONG,
            **RENTED_BED,
            **BUS,
            "title": text("Loading trucks, by the truck", "装车工，按车算"),
            "description": text(
                "Four people and a belt to a truck. Strong backs, two breaks, gloves from us.",
                "四个人一台传送带装一车。要力气，歇两回，手套厂里发。",
            ),
            "openings": 10,
            "pay_day": PayDay.WEEKLY,
            "max_age": 50,
        },
        pay=[{**base(PayUnit.TRIP, 48, 60), "monthly_count": 130}],
        photos=PHOTOS,
    ),
    JobContent(
        key="picking-scanner",
        fields={
            **KUNSHAN,
            **RENTED_BED,
            "title": text("Order picking with a scanner", "拿扫码枪拣货"),
            "description": text(
                "About 14,000 steps a day. The scanner says where to go. Shoes are on us.",
                "一天一万四千步，枪告诉你去哪儿。鞋公司发。",
            ),
            "openings": 25,
            "pay_day": PayDay.HALF_MONTHLY,
            "shift_starts_at": time(8, 30),
            "shift_ends_at": time(17, 30),
        },
        pay=[base(PayUnit.MONTH, 4300), overtime(30), piece(600, 1200)],
        photos=PHOTOS,
    ),
    JobContent(
        key="cold-room",
        fields={
            **KUNSHAN,
            **RENTED_BED,
            **NIGHT_MEAL,
            "title": text("Cold room, 4 °C, coats given", "冷库，4 度，发棉衣"),
            "description": text(
                "Forty minutes in, twenty minutes out in the warm room with ginger tea. It is cold. We say so.",
                "进去四十分钟，出来烤二十分钟，有姜茶。是冷，先说清楚。",
            ),
            "openings": 6,
            "pay_day": PayDay.MONTHLY,
            "pay_day_of_month": 15,
        },
        pay=[
            base(PayUnit.MONTH, 5200),
            allowance(text("Cold money", "低温补贴"), 800),
            full_month(200),
        ],
        photos=PHOTOS[:1],
    ),
    JobContent(
        key="returns-desk",
        fields={
            **WUZHONG,
            **BUS,
            "title": text("Returns desk, open and look", "退货台，拆开看看"),
            "description": text(
                "You open what came back and write what is wrong with it. Mothers with school hours welcome.",
                "拆退货，写哪儿不对。要接娃的妈妈也行。",
            ),
            "openings": 4,
            "pay_day": PayDay.MONTHLY,
            "pay_day_of_month": 15,
            "shift_starts_at": time(9, 0),
            "shift_ends_at": time(15, 0),
            "hours_per_day": 6,
        },
        pay=[base(PayUnit.HOUR, 24)],
    ),
    JobContent(
        key="couple-night-guards",
        fields={
            **KUNSHAN,
            "title": text("Two guards for the gate, a couple is fine", "门卫两名，夫妻可"),
            "description": text(
                "A warm lodge, one gate, one dog that barks at owls. Twelve hours, twelve off.",
                "门房暖和，一道门，一条冲猫头鹰叫的狗。上十二歇十二。",
            ),
            "openings": 2,
            "couples_welcome": True,
            "night_shift": True,
            "hours_per_day": 12,
            "days_per_month": 26,
            "housing": HousingOffer.FREE,
            "housing_note": text("A room behind the lodge", "门房后头一间"),
            "meals": MealOffer.ALL,
            "pay_day": PayDay.MONTHLY,
            "pay_day_of_month": 15,
            "min_age": 25,
            "max_age": 60,
        },
        pay=[base(PayUnit.MONTH, 4600)],
    ),
]

EMPLOYER = EmployerContent(
    slug="hongda-warehouse",
    name=text("Hongda Warehouse", "鸿达仓"),
    about=text(
        "Three halls of other people’s boxes. Foreman Zhao began here with a hand truck and knows which wheel squeaks.",
        "三个大仓，装的都是别人家的箱子。赵班长当年拉手推车进来的，哪个轮子响他都知道。",
    ),
    place=text("Wuzhong, Suzhou", "苏州吴中"),
    latitude=31.262,
    longitude=120.632,
    workers=310,
    cover="covers/warehouse-hongda",
    avatar="foreman-zhao",
    members=[("zhao", "owner")],
    jobs=JOBS,
)
