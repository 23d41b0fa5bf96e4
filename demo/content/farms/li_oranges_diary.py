from demo.content.shapes import DiaryContent, text

ORANGES = text("Navel oranges", "脐橙")

DIARY = [
    DiaryContent(
        days_ago=1,
        title=text("First picking, east slope", "东坡开摘"),
        body=text(
            "Sugar at 13.2. Cold nights did it. We pick from five until the sun reaches the trunk, then stop, "
            "or the skins bruise.",
            "糖度 13.2，夜里冷出来的。五点开始摘，太阳照到树干就停，再摘皮要伤。",
        ),
        crop=ORANGES,
        weather=text("4–15 °C, no rain", "4–15 °C，没雨"),
        picture="goods/oranges",
        plot="e3",
    ),
    DiaryContent(
        days_ago=9,
        title=text("Boxes came, wrong colour", "箱子到了，颜色不对"),
        body=text(
            "The printer sent green boxes. We ordered blue. They are good boxes, so if yours is green, that is why.",
            "印刷厂发来的是绿箱子，我们订的蓝的。箱子是好箱子，你要是收到绿的，就是这么回事。",
        ),
        crop=ORANGES,
        weather=text("6–17 °C, fog until ten", "6–17 °C，雾到十点才散"),
    ),
    DiaryContent(
        days_ago=25,
        title=text("Waiting is also farming", "等，也是种地"),
        body=text(
            "Colour is up, sugar is 11.8. A trader came with cash. I said two more weeks. "
            "My wife did not speak to me at supper.",
            "颜色上来了，糖 11.8。来了个贩子，带着现钱。我说再等两个礼拜。晚饭时阿红没跟我说话。",
        ),
        crop=ORANGES,
        weather=text("9–19 °C", "9–19 °C"),
        picture="covers/li-oranges",
        plot="e1",
    ),
    DiaryContent(
        days_ago=82,
        title=text("Hail", "冰雹"),
        body=text(
            "Twelve minutes. Plot 5 lost about a third. Marked fruit goes to juice and we will say so on the box.",
            "十二分钟。五号地丢了三成左右。有疤的榨汁，箱子上会写明。",
        ),
        crop=ORANGES,
        weather=text("31 °C, then ice", "31 °C，接着下冰"),
        plot="r5",
        loss=True,
    ),
    DiaryContent(
        days_ago=128,
        title=text("Thinning, which looks like waste", "疏果，看着像糟蹋"),
        body=text(
            "We take off every second small one so that the rest can grow. Doudou carries them home one by one.",
            "小果隔一个摘一个，剩下的才长得大。豆豆当是游戏，一个一个往家叼。",
        ),
        crop=ORANGES,
        weather=text("24–33 °C, two storms", "24–33 °C，两场雷雨"),
        plot="e3",
    ),
    DiaryContent(
        days_ago=222,
        title=text("The whole hill smells of it", "满坡都是香的"),
        body=text(
            "Full flower. Auntie He’s bees arrived by truck last night, 40 boxes. Doudou learned about bees.",
            "花全开了。何姨的蜂昨晚拉来的，四十箱。豆豆认识了蜜蜂。",
        ),
        crop=text("Orange flower", "橙花"),
        weather=text("14–23 °C", "14–23 °C"),
        picture="covers/rice-spring",
        plot="e1",
    ),
    DiaryContent(
        days_ago=290,
        title=text("Pruning, and Father’s opinions", "剪枝，还有我爹的意见"),
        body=text(
            "Three days of cutting. He says I leave too much. I say he leaves too little. The tree gets both of us.",
            "剪了三天。他说我留多了，我说他留少了。树两个都得受着。",
        ),
        crop=ORANGES,
        weather=text("1–8 °C, dry", "1–8 °C，干冷"),
        plot="r5",
    ),
]
