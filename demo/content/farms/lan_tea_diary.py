from demo.content.shapes import DiaryContent, text

TEA = text("Rock tea", "岩茶")

DIARY = [
    DiaryContent(
        days_ago=2,
        title=text("Pruning, then rest", "剪完，歇"),
        body=text(
            "The bushes sleep and so do I, from one to two. Xiao Lin filmed me sleeping. She has been spoken to.",
            "茶树睡了，我也睡，一点到两点。小林把我睡觉拍下来了，我说过她了。",
        ),
        crop=TEA,
        weather=text("7–16 °C, mist", "7–16 °C，有雾"),
        picture="covers/lan-tea",
        plot="cliff",
    ),
    DiaryContent(
        days_ago=16,
        title=text("The third roast is out", "第三道火出来了"),
        body=text(
            "Twelve hours over charcoal and I turned it every twenty minutes. It tastes of stone now, as it should.",
            "炭上十二个钟头，二十分钟翻一次。现在有石头味了，该有的。",
        ),
        crop=TEA,
        weather=text("10–19 °C, dry", "10–19 °C，干"),
        picture="goods/tea",
    ),
    DiaryContent(
        days_ago=58,
        title=text("I burned one basket", "焙焦了一笼"),
        body=text(
            "Four kilos. The telephone rang, an advertisement. Burned tea is not sold. I drink it myself, as a lesson.",
            "四公斤。电话响了，还是个广告。焦了的不卖，我自己喝，长记性。",
        ),
        crop=TEA,
        weather=text("16–27 °C", "16–27 °C"),
        loss=True,
    ),
    DiaryContent(
        days_ago=110,
        title=text("Weeding on our knees", "跪着拔草"),
        body=text(
            "No poison between the rows, so it is knees. My nephew says goats. Goats eat tea. He had not thought of that.",
            "行间不打药，就得跪着拔。侄子说养羊。我说羊吃茶。他没想到。",
        ),
        crop=TEA,
        weather=text("24–34 °C", "24–34 °C"),
        plot="stream",
    ),
    DiaryContent(
        days_ago=198,
        title=text("Narcissus, the last day of picking", "水仙，采摘最后一天"),
        body=text(
            "Nine women, sixty kilos of leaf, one snake. The snake was moved with respect.",
            "九个女人，一百二十斤青叶，一条蛇。蛇是好好请走的。",
        ),
        crop=TEA,
        weather=text("15–25 °C", "15–25 °C"),
        plot="stream",
        picture="covers/rice-spring",
    ),
    DiaryContent(
        days_ago=204,
        title=text("First wok of spring", "头一锅春茶"),
        body=text(
            "Fired at six in the evening, done at two. The leaf cracks like rain far away. Then you stop.",
            "傍晚六点起锅，后半夜两点收。茶青响得像远处下雨，这时候就停。",
        ),
        crop=TEA,
        weather=text("13–22 °C", "13–22 °C"),
        plot="cliff",
        picture="live/live-tea",
    ),
]
