from demo.content.shapes import BatchContent, ProductContent, SizeContent, text

PICKED = text(
    "Picked 05:10–08:40 by Dashan, Hong and four neighbours paid ¥150 and lunch. 13.2 °Brix, nine measured on camera.",
    "05:10–08:40 摘的，大山、阿红，加四个邻居，每人 150 元管午饭。当镜头测了九个，糖 13.2。",
)
NEIGHBOUR = text("From Second Uncle’s trees, next plot. Last box of the year.", "隔壁二叔家的树，今年最后一箱。")

PRODUCTS = [
    ProductContent(
        slug="fengjie-navel-oranges",
        name=text("Fengjie navel oranges, tree-ripe", "奉节脐橙，树上熟的"),
        description=text(
            "Thin skin, a little dirt on the leaf, very loud when you bite. No wax. Some are ugly; the ugly ones are the "
            "sweetest, like Dashan.",
            "皮薄，叶子上带点土，咬下去有声。没打蜡。有几个丑的，丑的最甜，跟大山一样。",
        ),
        picture="goods/oranges",
        sizes=[
            SizeContent(
                name=text("5 kg", "5 公斤"),
                grams=5000,
                price=3990,
                before=4600,
                batches=[
                    BatchContent(
                        code="FJ-{week}-E3", picked_days_ago=1, quantity=124, plot="e3", keeps_days=30, note=PICKED
                    )
                ],
            ),
            SizeContent(
                name=text("2.5 kg", "2.5 公斤"),
                grams=2500,
                price=2280,
                batches=[
                    BatchContent(
                        code="FJ-{week}-E1", picked_days_ago=1, quantity=86, plot="e1", keeps_days=30, note=PICKED
                    )
                ],
            ),
            SizeContent(
                name=text("10 kg, for sharing", "10 公斤，分着吃"),
                grams=10000,
                price=7600,
                batches=[
                    BatchContent(
                        code="FJ-{week}-E3L", picked_days_ago=1, quantity=40, plot="e3", keeps_days=30, note=PICKED
                    )
                ],
            ),
        ],
    ),
    ProductContent(
        slug="hail-oranges-for-juice",
        name=text("Hail oranges, for juice", "挨过冰雹的橙子，榨汁用"),
        description=text(
            "Marked by the hail on plot 5. The skin is scarred, the inside did not notice.",
            "五号地挨过冰雹的。皮上有疤，里头不知道这回事。",
        ),
        picture="goods/oranges",
        sizes=[
            SizeContent(
                name=text("5 kg", "5 公斤"),
                grams=5000,
                price=1990,
                batches=[
                    BatchContent(
                        code="FJ-{week}-J5",
                        picked_days_ago=6,
                        quantity=52,
                        plot="r5",
                        keeps_days=20,
                        note=text("Hail marks on every fruit. Sold as what they are.", "个个有疤，照实卖。"),
                    )
                ],
            )
        ],
    ),
    ProductContent(
        slug="late-peaches",
        name=text("Late peaches from Second Uncle", "二叔家的晚桃"),
        description=text(
            "Small, yellow, the last of the valley. Ripen two days in a paper bag.",
            "个小，黄肉，沟里最后一批。纸袋里放两天再吃。",
        ),
        picture="goods/peaches",
        sizes=[
            SizeContent(
                name=text("2 kg", "2 公斤"),
                grams=2000,
                price=3200,
                batches=[
                    BatchContent(code="FJ-{week}-P", picked_days_ago=5, quantity=31, keeps_days=12, note=NEIGHBOUR)
                ],
            )
        ],
    ),
    ProductContent(
        slug="hill-chestnuts",
        name=text("Hill chestnuts, roasted by Hong", "阿红炒的山板栗"),
        description=text(
            "Roasted in river sand, no sugar. Hong stands at the pan and sings when nobody films.",
            "江沙炒的，不放糖。没人拍的时候阿红边炒边唱。",
        ),
        picture="goods/chestnuts",
        sizes=[
            SizeContent(
                name=text("1 kg", "1 公斤"),
                grams=1000,
                price=2600,
                batches=[
                    BatchContent(
                        code="FJ-{week}-C",
                        picked_days_ago=3,
                        quantity=67,
                        keeps_days=60,
                        note=text("Gathered behind the house, roasted the same day.", "屋后捡的，当天炒。"),
                    )
                ],
            )
        ],
    ),
    ProductContent(
        slug="small-yellow-ginger",
        name=text("Small yellow ginger", "小黄姜"),
        description=text("Thin, hot, full of string. For soup, not for show.", "细，辣，筋多。煲汤用的，不图好看。"),
        picture="goods/ginger",
        sizes=[
            SizeContent(
                name=text("1.5 kg", "1.5 公斤"),
                grams=1500,
                price=1880,
                batches=[
                    BatchContent(
                        code="FJ-{week}-G",
                        picked_days_ago=8,
                        quantity=45,
                        keeps_days=90,
                        note=text("Dug between the orange rows, not washed.", "橙子行间挖的，没洗。"),
                    )
                ],
            )
        ],
    ),
    ProductContent(
        slug="tobacco-sweet-potatoes",
        name=text("Tobacco sweet potatoes, for the stove", "烟薯，烤着吃"),
        description=text(
            "Bake them an hour. What runs out and burns on the tray is the best part.",
            "烤一个钟头。流出来糊在盘上的那点最好吃。",
        ),
        picture="goods/sweet-potato",
        sizes=[
            SizeContent(
                name=text("2.5 kg", "2.5 公斤"),
                grams=2500,
                price=1990,
                batches=[
                    BatchContent(
                        code="FJ-{week}-S",
                        picked_days_ago=4,
                        quantity=58,
                        keeps_days=60,
                        note=text("Dug on Father’s plot, rested three days.", "我爹那块地挖的，晾了三天。"),
                    )
                ],
            )
        ],
    ),
    ProductContent(
        slug="red-skin-peanuts",
        name=text("Red-skin peanuts", "红皮花生"),
        description=text("Sun-dried on the roof. Doudou slept on some of them.", "房顶上晒干的。有一些豆豆睡过。"),
        picture="goods/peanuts",
        sizes=[
            SizeContent(
                name=text("1 kg", "1 公斤"),
                grams=1000,
                price=1650,
                batches=[
                    BatchContent(
                        code="FJ-{week}-N",
                        picked_days_ago=20,
                        quantity=73,
                        keeps_days=120,
                        note=text("Raw, in the shell.", "生的，带壳。"),
                    )
                ],
            )
        ],
    ),
]
