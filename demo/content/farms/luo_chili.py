from demo.content.farms.luo_chili_diary import DIARY
from demo.content.shapes import (
    BatchContent,
    ChapterContent,
    FarmContent,
    PlotContent,
    ProductContent,
    SizeContent,
    text,
)

FARM = FarmContent(
    slug="sister-luo",
    name=text("Sister Luo’s chili", "罗姐的辣椒"),
    tagline=text(
        "Lantern chilies, and a workshop where six women smash them by hand", "灯笼椒，和六个女人手舂的小作坊"
    ),
    about=text(
        "We grow it, we smash it, we cry a little. Mild is for guests, medium is for us, hot is for my brother.",
        "自己种，自己舂，边舂边流泪。微辣给客，中辣自家吃，特辣给我哥。",
    ),
    place=text("Zunyi, Guizhou", "贵州遵义"),
    latitude=27.73,
    longitude=106.93,
    cover="covers/luo-chili",
    avatar="luo-jie",
    members=[("luo", "owner")],
    plots=[
        PlotContent(
            key="terrace",
            name=text("Upper terraces", "上头梯田"),
            description=text("Lantern chili, 900 m, planted in May", "灯笼椒，900 米，五月栽"),
        ),
        PlotContent(
            key="garden",
            name=text("House garden", "屋边园子"),
            description=text("Garlic, tomatoes, and the cat", "大蒜、西红柿，还有猫"),
        ),
    ],
    chapters=[
        ChapterContent(
            title=text("Two jars at the school gate", "校门口的两罐辣椒"),
            body=text(
                "I sold the first two jars to a teacher, to pay for my son’s schoolbooks. "
                "She came back with the empty jars and four colleagues.",
                "头两罐卖给老师，给儿子凑书钱。她拿着空罐回来，还带了四个同事。",
            ),
            picture="covers/workshop-luo",
        ),
        ChapterContent(
            title=text("Why we do not use the machine", "为什么不用机器"),
            body=text(
                "We bought one. It was quick and the paste was dead. A stone leaves pieces, and in the pieces is the taste. "
                "The machine now makes bean flour for the pig.",
                "买过一台，快是快，打出来是死的。石头舂的有块，味道就在块里。机器现在给猪打豆粉。",
            ),
            picture="live/live-chili",
        ),
        ChapterContent(
            title=text("Six women and a wage sheet on the wall", "六个女人，工钱贴在墙上"),
            body=text(
                "¥170 a day, lunch, and everybody sees what everybody gets. My cousin said that makes trouble. "
                "It has made none in four years.",
                "一天 170，管午饭，谁拿多少都贴墙上。表姐说这样要闹。四年了，没闹过。",
            ),
            picture="covers/luo-chili",
        ),
    ],
    diary=DIARY,
    products=[
        ProductContent(
            slug="smashed-chili-paste",
            name=text("Smashed chili paste, medium", "手舂糍粑辣椒，中辣"),
            description=text(
                "Chili, garlic, ginger, rapeseed oil, salt. That is the whole list and the whole secret.",
                "辣椒、蒜、姜、菜油、盐。配料就这些，秘方也就这些。",
            ),
            picture="goods/chili",
            sizes=[
                SizeContent(
                    name=text("3 jars", "3 罐"),
                    grams=1050,
                    price=2990,
                    batches=[
                        BatchContent(
                            code="ZY-{week}-M",
                            picked_days_ago=3,
                            quantity=90,
                            plot="terrace",
                            keeps_days=180,
                            note=text(
                                "Smashed by Cuihua and Aunt Ren. Both sneezed.", "翠花和任孃舂的，两个都打了喷嚏。"
                            ),
                        )
                    ],
                ),
                SizeContent(
                    name=text("1 jar, to be brave once", "1 罐，先试胆"),
                    grams=350,
                    price=1280,
                    batches=[
                        BatchContent(
                            code="ZY-{week}-M1",
                            picked_days_ago=3,
                            quantity=64,
                            plot="terrace",
                            keeps_days=180,
                            note=text("The same paste, one jar.", "一样的，单罐。"),
                        )
                    ],
                ),
            ],
        ),
        ProductContent(
            slug="lantern-chilies",
            name=text("Zunyi lantern chilies", "遵义灯笼椒"),
            description=text("Round, red, more smell than fire.", "圆，红，香比辣多。"),
            picture="goods/chili",
            sizes=[
                SizeContent(
                    name=text("1 kg", "1 公斤"),
                    grams=1000,
                    price=1580,
                    batches=[
                        BatchContent(
                            code="ZY-{week}-L",
                            picked_days_ago=0,
                            quantity=70,
                            plot="terrace",
                            keeps_days=14,
                            note=text("Picked this morning before the fog went.", "今早雾没散就摘的。"),
                        )
                    ],
                )
            ],
        ),
        ProductContent(
            slug="purple-garlic",
            name=text("Purple garlic, in braids", "紫皮蒜，编辫子"),
            description=text("Hang it in the kitchen. Guests ask.", "挂厨房里，来客都问。"),
            picture="goods/garlic",
            sizes=[
                SizeContent(
                    name=text("1 braid, 1.5 kg", "一辫，1.5 公斤"),
                    grams=1500,
                    price=2180,
                    batches=[
                        BatchContent(
                            code="ZY-{week}-G",
                            picked_days_ago=140,
                            quantity=28,
                            plot="garden",
                            keeps_days=240,
                            note=text("Dried under the eaves since June.", "六月起挂屋檐下阴干的。"),
                        )
                    ],
                )
            ],
        ),
        ProductContent(
            slug="sour-soup-tomatoes",
            name=text("Small tomatoes for sour soup", "做酸汤的小番茄"),
            description=text("Ugly and sour. Crush, salt, wait two weeks.", "又丑又酸。捣烂，放盐，等两礼拜。"),
            picture="goods/tomatoes",
            sizes=[
                SizeContent(
                    name=text("2 kg", "2 公斤"),
                    grams=2000,
                    price=1860,
                    batches=[
                        BatchContent(
                            code="ZY-{week}-T",
                            picked_days_ago=2,
                            quantity=26,
                            plot="garden",
                            keeps_days=10,
                            note=text("The last of the garden.", "园子里最后一茬。"),
                        )
                    ],
                )
            ],
        ),
    ],
)
