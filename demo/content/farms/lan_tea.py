from demo.content.farms.lan_tea_diary import DIARY
from demo.content.shapes import (
    BatchContent,
    ChapterContent,
    FarmContent,
    PlotContent,
    ProductContent,
    SizeContent,
    text,
)

ROASTED = text("Roasted three times over longan charcoal, last in autumn.", "龙眼炭焙了三道，末道在秋天。")

FARM = FarmContent(
    slug="grandma-lan",
    name=text("Grandma Lan’s tea", "兰婆婆的茶"),
    tagline=text("Rock tea from eleven small gardens between the cliffs of Wuyi", "武夷山崖缝里十一块小茶园的岩茶"),
    about=text(
        "I am seventy-one. My granddaughter holds the phone, I hold the wok. You can hear when the leaf is ready.",
        "我七十一了。孙女拿手机，我拿锅。茶青好没好，听得出来。",
    ),
    place=text("Wuyishan, Fujian", "福建武夷山"),
    latitude=27.66,
    longitude=117.98,
    cover="covers/lan-tea",
    avatar="grandma-lan",
    members=[("lan", "owner"), ("xiao-lin", "host")],
    plots=[
        PlotContent(
            key="cliff",
            name=text("Under the cliff", "崖底下"),
            description=text("Old bushes, sun for three hours a day", "老枞，一天只照三个钟头太阳"),
        ),
        PlotContent(
            key="stream",
            name=text("By the stream", "水边"),
            description=text("Narcissus tea, planted by my husband in 1986", "水仙，老头子 1986 年栽的"),
        ),
    ],
    chapters=[
        ChapterContent(
            title=text("I learned it from a woman who did not like me", "教我的那个人，不喜欢我"),
            body=text(
                "My mother-in-law. She never explained. She hit the wok with the brush when I was late. "
                "Now I hear the leaf the way she did, and I am sorry I never said so.",
                "就是我婆婆。她从不讲，我慢了，她就拿刷子敲锅。现在我听茶跟她一个听法，可惜没跟她说过。",
            ),
            picture="live/live-tea",
        ),
        ChapterContent(
            title=text("Eleven gardens, none with a road", "十一块园子，没一块通车"),
            body=text(
                "Everything goes down on shoulders, mine until sixty-five, then my nephew’s. "
                "He charges me in tea. He is not cheap.",
                "都是肩膀挑下来的。六十五以前是我的肩膀，往后是侄子的。他要茶叶当工钱，不便宜。",
            ),
            picture="covers/lan-tea",
        ),
        ChapterContent(
            title=text("My granddaughter and the telephone", "孙女和那部手机"),
            body=text(
                "She came home from Xiamen for one spring, to film me. It is her third spring now. "
                "I do not ask. She eats well here.",
                "她从厦门回来，说拍我一个春天。现在是第三个春天了。我不问。她在家吃得好。",
            ),
            picture="covers/pond-village",
        ),
    ],
    diary=DIARY,
    products=[
        ProductContent(
            slug="spring-rock-tea",
            name=text("Spring rock tea, old bushes", "春岩茶，老枞"),
            description=text(
                "Dark leaf, orange soup, a little smoke. Seven brews if you do not hurry, ten if you talk a lot.",
                "条索黑，汤橙黄，带一点火。不急能泡七道，话多能泡十道。",
            ),
            picture="goods/tea",
            sizes=[
                SizeContent(
                    name=text("125 g", "125 克"),
                    grams=125,
                    price=8800,
                    batches=[
                        BatchContent(code="WY-{week}-C1", picked_days_ago=204, quantity=96, plot="cliff", note=ROASTED)
                    ],
                ),
                SizeContent(
                    name=text("50 g, to try", "50 克，尝尝"),
                    grams=50,
                    price=3800,
                    batches=[
                        BatchContent(code="WY-{week}-C2", picked_days_ago=204, quantity=60, plot="cliff", note=ROASTED)
                    ],
                ),
            ],
        ),
        ProductContent(
            slug="narcissus-tea",
            name=text("Narcissus, by the stream", "水仙，水边那块"),
            description=text(
                "Softer than it looks. My husband’s bushes. He drank it from a lunch tin.",
                "看着硬，喝着软。老头子栽的，他拿饭缸子喝。",
            ),
            picture="goods/tea",
            sizes=[
                SizeContent(
                    name=text("125 g", "125 克"),
                    grams=125,
                    price=5800,
                    before=6600,
                    batches=[
                        BatchContent(code="WY-{week}-S1", picked_days_ago=198, quantity=80, plot="stream", note=ROASTED)
                    ],
                )
            ],
        ),
        ProductContent(
            slug="tea-eggs-kit",
            name=text("Hill eggs and broken tea, for tea eggs", "土鸡蛋配碎茶，煮茶叶蛋"),
            description=text(
                "Twenty eggs from the neighbour’s hens and a bag of the leaf that broke. Recipe on the lid.",
                "邻居家的蛋二十个，配一包碎茶。做法写在盖子上。",
            ),
            picture="goods/eggs",
            sizes=[
                SizeContent(
                    name=text("20 eggs", "20 个"),
                    grams=1400,
                    price=3600,
                    batches=[
                        BatchContent(
                            code="WY-{week}-E",
                            picked_days_ago=1,
                            quantity=24,
                            keeps_days=25,
                            note=text(
                                "Laid this week. Two broke on the steps; we ate those.",
                                "这礼拜下的。台阶上摔了两个，我们吃了。",
                            ),
                        )
                    ],
                )
            ],
        ),
        ProductContent(
            slug="mountain-greens",
            name=text("Mountain greens, dried", "晒干的山野菜"),
            description=text("Soak overnight. Goes with fat pork, which is the point.", "泡一夜，配肥肉，就为这个。"),
            picture="goods/greens",
            sizes=[
                SizeContent(
                    name=text("250 g", "250 克"),
                    grams=250,
                    price=1680,
                    batches=[
                        BatchContent(
                            code="WY-{week}-V",
                            picked_days_ago=35,
                            quantity=40,
                            keeps_days=300,
                            note=text("Dried on bamboo, four days of sun.", "竹匾上晒了四个太阳。"),
                        )
                    ],
                )
            ],
        ),
    ],
)
