from demo.content.shapes import DiaryContent, text

CHILI = text("Lantern chili", "灯笼椒")

DIARY = [
    DiaryContent(
        days_ago=0,
        title=text("The last red ones", "最后一批红的"),
        body=text(
            "Picked before the fog went. Seventy kilos, and a pair of gloves somebody left in the basket. Whose?",
            "雾没散就摘了。一百四十斤，筐里还有谁的一双手套。谁的？",
        ),
        crop=CHILI,
        weather=text("6–14 °C, fog", "6–14 °C，雾"),
        picture="goods/chili",
        plot="terrace",
    ),
    DiaryContent(
        days_ago=12,
        title=text("A second mortar", "第二个石臼"),
        body=text(
            "From my aunt’s yard, 90 kilos. Four men carried it and one gave advice. He was paid in chili.",
            "从我孃孃院里搬来的，一百八十斤。四个人抬，一个人出主意。出主意那个给了罐辣椒。",
        ),
        crop=CHILI,
        weather=text("8–15 °C, rain", "8–15 °C，雨"),
        picture="live/live-chili",
    ),
    DiaryContent(
        days_ago=44,
        title=text("Rot in the lower rows", "下头几垄烂了"),
        body=text(
            "Nine days of rain. We pulled 300 plants and burned them. What you saw on camera was smoke, not barbecue.",
            "下了九天雨。拔了三百棵烧掉。镜头里那是烟，不是烧烤。",
        ),
        crop=CHILI,
        weather=text("12–17 °C, rain again", "12–17 °C，又是雨"),
        plot="terrace",
        loss=True,
    ),
    DiaryContent(
        days_ago=79,
        title=text("First red", "头一个红的"),
        body=text(
            "One chili on the top terrace turned overnight. Aunt Ren ate it. She said two minutes, then she said nothing.",
            "最上头那块一夜红了一个。任孃吃了，说了句“两分钟”，然后不说话了。",
        ),
        crop=CHILI,
        weather=text("18–27 °C", "18–27 °C"),
        plot="terrace",
        picture="covers/luo-chili",
    ),
    DiaryContent(
        days_ago=140,
        title=text("Garlic up, cat asleep on it", "起蒜，猫睡上面"),
        body=text(
            "Braided 40. The cat is now purple and smells of dinner.",
            "编了四十辫。猫也紫了，一身晚饭味。",
        ),
        crop=text("Garlic", "大蒜"),
        weather=text("20–29 °C", "20–29 °C"),
        plot="garden",
    ),
    DiaryContent(
        days_ago=190,
        title=text("Planting out", "移栽"),
        body=text(
            "6,000 seedlings by hand, two to a hole, because one always sulks.",
            "六千棵，手栽，一窝两棵，总有一棵闹脾气。",
        ),
        crop=CHILI,
        weather=text("16–24 °C", "16–24 °C"),
        plot="terrace",
        picture="covers/rice-spring",
    ),
]
