from demo.content.farms.he_honey_diary import DIARY
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
    slug="auntie-he",
    name=text("Auntie He’s honey", "何姨的蜂蜜"),
    tagline=text(
        "62 hives that follow the flowers, from Shennongjia to the river and back",
        "62 箱蜂，跟着花走，神农架到江边再回来",
    ),
    about=text(
        "Last year the rain took half my hives. Three hundred of you ordered anyway and waited. I wrote every name down.",
        "去年一场雨带走我一半的蜂。你们三百个人还是订了，等着。名字我都记下来了。",
    ),
    place=text("Shennongjia, Hubei", "湖北神农架"),
    latitude=31.74,
    longitude=110.67,
    cover="covers/he-honey",
    avatar="auntie-he",
    members=[("he", "owner")],
    plots=[
        PlotContent(
            key="linden",
            name=text("Linden valley", "椴树沟"),
            description=text("34 hives, 1,400 m, flowers in July", "34 箱，海拔 1400 米，七月开花"),
        ),
        PlotContent(
            key="house",
            name=text("Behind the house", "屋后"),
            description=text("28 hives of the small native bee", "28 箱中蜂"),
        ),
    ],
    chapters=[
        ChapterContent(
            title=text("Hive 14", "十四号箱"),
            body=text(
                "Every keeper has one hive that is cleverer than she is. Mine is fourteen. "
                "They swarm on Sundays, when I have visitors.",
                "养蜂的都有一箱比自己精的，我的是十四号。专挑礼拜天家里来客的时候分蜂。",
            ),
            picture="live/live-honey",
        ),
        ChapterContent(
            title=text("The rain, and the list of names", "那场雨，那张名单"),
            body=text(
                "Forty days of rain and the bees starved with flowers all around. I fed sugar and lost half. "
                "The honey came a year late. Nobody on the list asked for the money back.",
                "下了四十天雨，花就在旁边，蜂饿死了。我喂糖，还是丢了一半。蜜晚了一年。名单上没有一个人要退钱。",
            ),
            picture="covers/he-honey",
        ),
        ChapterContent(
            title=text("Forty boxes on a night truck", "一车四十箱，走夜路"),
            body=text(
                "In April we drive to Dashan’s oranges, at night, because bees sleep and policemen too. "
                "We pay him in pollination. He pays us in oranges. Nobody has kept accounts.",
                "四月里拉到大山家橙子林，走夜路，蜂睡了，路上也清静。我们给他授粉，他给我们橙子，没记过账。",
            ),
            picture="covers/market-town",
        ),
    ],
    diary=DIARY,
    products=[
        ProductContent(
            slug="linden-honey",
            name=text("Linden honey", "椴树蜜"),
            description=text(
                "Pale, sets white in winter like lard, smells of the valley. If it has set, that is how you know.",
                "色浅，冬天结得白，像猪油，一股沟里的味。结晶了，就对了。",
            ),
            picture="goods/honey",
            sizes=[
                SizeContent(
                    name=text("500 g", "500 克"),
                    grams=500,
                    price=4600,
                    batches=[
                        BatchContent(
                            code="SN-{week}-L",
                            picked_days_ago=112,
                            quantity=140,
                            plot="linden",
                            keeps_days=730,
                            note=text(
                                "Cut once, in July. 19 % water, measured.", "只割一次，七月割的。含水 19%，量过。"
                            ),
                        )
                    ],
                ),
                SizeContent(
                    name=text("1 kg", "1 公斤"),
                    grams=1000,
                    price=8600,
                    batches=[
                        BatchContent(
                            code="SN-{week}-LB",
                            picked_days_ago=112,
                            quantity=55,
                            plot="linden",
                            keeps_days=730,
                            note=text("The same honey, the bigger jar.", "一样的蜜，大罐。"),
                        )
                    ],
                ),
            ],
        ),
        ProductContent(
            slug="orange-blossom-honey",
            name=text("Orange-blossom honey", "橙花蜜"),
            description=text(
                "From Dashan’s hill, three weeks in April. Thin and bright.", "大山家坡上的，四月里三个礼拜。稀，亮。"
            ),
            picture="goods/honey",
            sizes=[
                SizeContent(
                    name=text("500 g", "500 克"),
                    grams=500,
                    price=5800,
                    batches=[
                        BatchContent(
                            code="SN-{week}-O",
                            picked_days_ago=214,
                            quantity=48,
                            keeps_days=730,
                            note=text("Spring, with Dashan.", "春天，在大山家。"),
                        )
                    ],
                )
            ],
        ),
        ProductContent(
            slug="native-bee-comb",
            name=text("Comb honey of the native bee", "中蜂巢蜜"),
            description=text("Chew it and spit the wax, or do not.", "嚼着吃，蜡吐不吐随你。"),
            picture="goods/honey",
            sizes=[
                SizeContent(
                    name=text("250 g", "250 克"),
                    grams=250,
                    price=6800,
                    batches=[
                        BatchContent(
                            code="SN-{week}-C",
                            picked_days_ago=40,
                            quantity=18,
                            plot="house",
                            keeps_days=365,
                            note=text("Two combs are a little dark. They are the old ones.", "有两张颜色深，是老脾。"),
                        )
                    ],
                )
            ],
        ),
        ProductContent(
            slug="mountain-corn",
            name=text("Waxy mountain corn", "高山糯玉米"),
            description=text(
                "From the fields below the hives. Vacuum-packed, steam ten minutes.",
                "蜂箱底下那几块地的。真空袋，蒸十分钟。",
            ),
            picture="goods/corn",
            sizes=[
                SizeContent(
                    name=text("8 cobs", "8 根"),
                    grams=2200,
                    price=2990,
                    batches=[
                        BatchContent(
                            code="SN-{week}-M",
                            picked_days_ago=55,
                            quantity=36,
                            keeps_days=180,
                            note=text("A boar took one row. The rest is here.", "野猪啃了一垄，剩下的在这儿。"),
                        )
                    ],
                )
            ],
        ),
    ],
)
