from demo.content.farms.li_oranges_diary import DIARY
from demo.content.farms.li_oranges_stall import PRODUCTS
from demo.content.shapes import ChapterContent, FarmContent, PlotContent, text

FARM = FarmContent(
    slug="li-dashan",
    name=text("Li Dashan’s oranges", "李大山的脐橙"),
    tagline=text(
        "4 hectares of navel oranges on the Yangtze bank, and one dog",
        "长江边上六十亩脐橙，外加一条狗",
    ),
    about=text(
        "We are Dashan, Hong and Father. We grow oranges on a slope that tractors refuse. "
        "Doudou, six, guards plot 3 and is afraid of the drone. You asked about his paw: it healed.",
        "我们家三口：大山、阿红、我爹。橙子种在拖拉机上不来的坡上。"
        "豆豆六岁，看着三号坡，怕无人机。你们老问它的爪子：好了。",
    ),
    place=text("Fengjie, Chongqing", "重庆奉节"),
    latitude=31.02,
    longitude=109.46,
    cover="covers/li-oranges",
    avatar="li-dashan",
    members=[("dashan", "owner"), ("hong", "manager"), ("father", "staff"), ("xiao-lin", "host")],
    plots=[
        PlotContent(
            key="e1",
            name=text("East slope 1", "东坡一号"),
            description=text("180 trees, planted 2014, the first to see the sun", "180 棵，2014 年栽的，最先见太阳"),
        ),
        PlotContent(
            key="e3",
            name=text("East slope 3", "东坡三号"),
            description=text(
                "310 trees, planted 2011, 420 m, Doudou’s own", "310 棵，2011 年栽的，海拔 420 米，归豆豆管"
            ),
        ),
        PlotContent(
            key="r5",
            name=text("River plot 5", "江边五号"),
            description=text("95 trees on flat ground, where the hail fell", "95 棵，平地，就是挨冰雹那块"),
        ),
    ],
    chapters=[
        ChapterContent(
            title=text("I came home with a suitcase and a loan", "我提着一个箱子、背着一笔债回了家"),
            body=text(
                "Eleven years on an assembly line in Dongguan. When Father’s knee went, I took the bus home. "
                "Everyone said oranges were finished. I said, then I will have the hill to myself.",
                "在东莞流水线上站了十一年。我爹膝盖不行了，我坐大巴回来的。"
                "都说橙子不行了。我说那正好，这坡归我一个人。",
            ),
            picture="covers/market-town",
        ),
        ChapterContent(
            title=text("Muddy boots, full broadband", "鞋上是泥，网是满格"),
            body=text(
                "My first live had nine people in it. Four were cousins. I cut an orange with my father’s knife and the "
                "juice hit the lens. Somebody typed “that’s a real one”. I have kept that knife.",
                "头一回直播，九个人看，四个是表亲。我拿我爹的刀切橙子，汁溅到镜头上。"
                "有人打字：“这是真的。”那把刀我一直留着。",
            ),
            picture="live/live-oranges",
        ),
        ChapterContent(
            title=text("The year we wrote down the hail", "下冰雹那年，我们照实写了"),
            body=text(
                "Twelve minutes of ice and plot 5 was gone. My cousin said, mix the marked fruit in, nobody looks. "
                "Hong wrote the loss on the page that same night. We lost a third of the plot and found new people.",
                "十二分钟的冰，五号地没了。表弟说，有疤的掺进去，谁看得出来。"
                "阿红当晚就写到了日记里。地丢了三成，人倒来了一批新的。",
            ),
            picture="covers/grain-dusk",
        ),
        ChapterContent(
            title=text("What Father says about grafting", "我爹讲嫁接"),
            body=text(
                "He grafts, I hold the ladder and the opinions. He says a tree remembers who hurried it. "
                "He is usually right, about trees.",
                "他嫁接，我扶梯子，顺便听他的意见。他说谁催过树，树都记着。讲到树，他一般没错。",
            ),
            picture="covers/rice-spring",
        ),
    ],
    diary=DIARY,
    products=PRODUCTS,
)
