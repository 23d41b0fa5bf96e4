from demo.content.shapes import DiaryContent, text

HONEY = text("Honey", "蜂蜜")

DIARY = [
    DiaryContent(
        days_ago=3,
        title=text("Feeding the bees for winter", "给蜂备冬粮"),
        body=text(
            "Sugar and their own honey, half and half. Hive 14 takes more than its share, as usual.",
            "一半糖一半它们自己的蜜。十四号照例多吃多占。",
        ),
        crop=HONEY,
        weather=text("1–11 °C, first frost", "1–11 °C，头一场霜"),
        picture="covers/he-honey",
        plot="house",
    ),
    DiaryContent(
        days_ago=19,
        title=text("Straw coats for all", "家家穿草衣"),
        body=text(
            "62 hives, 62 straw coats, two hands. My husband’s are uglier. The bees do not mind.",
            "62 箱，62 件草衣，两双手。老伴编的丑些，蜂不嫌。",
        ),
        crop=HONEY,
        weather=text("4–13 °C", "4–13 °C"),
        plot="linden",
    ),
    DiaryContent(
        days_ago=47,
        title=text("A boar in the corn", "野猪进了玉米地"),
        body=text(
            "One row of corn eaten, two hives knocked over, one keeper stung eleven times. The boar too, I hope.",
            "啃了一垄玉米，撞翻两箱蜂，我挨了十一下。野猪也挨了，但愿。",
        ),
        crop=text("Corn and hives", "玉米和蜂箱"),
        weather=text("9–18 °C", "9–18 °C"),
        plot="house",
        loss=True,
    ),
    DiaryContent(
        days_ago=112,
        title=text("Linden, cut once", "椴树蜜，只割一次"),
        body=text(
            "195 jars. We could cut twice and fill with sugar water. Then I could not look hive 14 in the face.",
            "195 罐。割两次再喂糖水也行，那我没脸见十四号。",
        ),
        crop=HONEY,
        weather=text("17–26 °C", "17–26 °C"),
        picture="goods/honey",
        plot="linden",
    ),
    DiaryContent(
        days_ago=150,
        title=text("A swarm in the schoolyard", "分蜂分到学校去了"),
        body=text(
            "Sunday, of course. Thirty children watched me climb. I got the swarm and a standing invitation to teach.",
            "又是礼拜天。三十个娃看我爬树。蜂收回来了，老师请我去上课。",
        ),
        crop=text("Bees", "蜂"),
        weather=text("19–28 °C", "19–28 °C"),
        picture="live/live-honey",
    ),
    DiaryContent(
        days_ago=222,
        title=text("At Dashan’s, before light", "天没亮到大山家"),
        body=text(
            "Forty boxes down by lantern. His dog came to inspect. His dog will not inspect again.",
            "打着灯下了四十箱。他家狗来检查，以后不来了。",
        ),
        crop=text("Orange flower", "橙花"),
        weather=text("14–23 °C", "14–23 °C"),
    ),
]
