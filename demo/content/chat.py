"""What is said in the open rooms: written for the first page, and on and on while somebody watches.

A line is (who, words). The host's lines answer the ones before them; `HOST` stands for whoever hosts the room.
"""

HOST = "host"

type Line = tuple[str, str]

ORANGES: list[Line] = [
    ("tony", "first time here, hi"),
    ("xiao-fang", "豆豆的爪子好了吗？"),
    (HOST, "好了！来，豆豆，抬手。 He says hello."),
    ("mimi", "cut one open please"),
    ("lao-zhou", "奉节的水汽就是不一样"),
    ("granny-sun", "我牙不好，这个软不软"),
    (HOST, "软，放两天更软。奶奶您挑小的。"),
    ("wang-ayi", "小的也甜吗"),
    (HOST, "Sweeter. The ugly ones are the sweetest, like me. 丑的最甜，像我。"),
    ("da-bing", "在工地看的，下班就买"),
    ("rosa", "what does the leaf tell you?"),
    ("xiao-yu", "这个坡走一趟要多久"),
    (HOST, "空手二十分钟，背一筐四十分钟，背豆豆不算。"),
    ("uncle-ma", "大山，今年霜重不重"),
    ("old-zhang", "冷几夜才甜，怕什么"),
    ("lao-tang", "新疆能寄吗"),
    (HOST, "能，多十二块运费，不好意思。 Tibet and Xinjiang add ¥12, sorry."),
    ("mimi", "my daughter says hi to Doudou"),
    ("tony", "13.2, is that a lot?"),
    (HOST, "For this hill it is. 这个坡上算高的了，糖度计你看，13.2。"),
    ("wang-ayi", "上回有一个压坏了，拍照就退了，没废话"),
    ("granny-sun", "那我要五斤的"),
    ("xiao-fang", "挨冰雹的那种还有没有，我榨汁"),
    (HOST, "还有几十箱，皮上有疤，照实卖。"),
    ("lao-zhou", "江上那是船还是雾"),
    ("rosa", "both, I think"),
    ("da-bing", "豆豆又去追无人机了哈哈"),
    (HOST, "它是躲，不是追。"),
    ("old-zhang", "你爹的刀还用着呢"),
    (HOST, "用着。头一回直播切橙子就是这把。"),
    ("uncle-ma", "今晚我的羊也吃一个"),
    ("xiao-yu", "箱子怎么是绿的"),
    (HOST, "印刷厂印错了。箱子是好箱子。"),
    ("tony", "ordered. be honest, big or small?"),
    (HOST, "Mixed. If I say all large, the tree will laugh at me."),
]

TEA: list[Line] = [
    ("wang-ayi", "婆婆晚上好"),
    (HOST, "好。手机是孙女拿的，我只管锅。"),
    ("rosa", "it sounds like rain far away"),
    (HOST, "听到了就要停。慢一口气就老了。"),
    ("lao-tang", "这锅多少度"),
    (HOST, "手知道，我不知道。"),
    ("mimi", "Grandma, doesn’t it burn your hand?"),
    ("xiao-yu", "她七十一了手还这么快"),
    ("uncle-ma", "水仙和老枞，新手喝哪个"),
    (HOST, "先喝水仙，便宜，也软。喜欢了再来找我。"),
    ("tony", "how many brews does it really give?"),
    (HOST, "Seven. Ten if you talk a lot, says my granddaughter."),
    ("xiao-fang", "焦的那笼真没卖？"),
    (HOST, "没卖，自己喝了半个月。"),
    ("old-zhang", "碎茶煮蛋正好"),
    ("granny-sun", "我们姐俩一样大，你锅边坐会儿"),
    (HOST, "这锅炒完就坐。"),
    ("lao-zhou", "崖底下一天真只晒三个钟头？"),
    (HOST, "三个钟头，夏天四个。所以慢，所以香。"),
    ("da-bing", "我爹就喝这个，饭缸子泡"),
    (HOST, "我老头子也是。饭缸子最保温。"),
    ("rosa", "could somebody translate? sounds important"),
    ("xiao-yu", "She says the slow ones smell best"),
]

FACTORY: list[Line] = [
    ("lao-zhou", "几点上班？"),
    (HOST, "八点到五点半，中间歇一个钟头。"),
    ("xiao-fang", "夫妻房还有吗"),
    (HOST, "夫妻房还有 3 间，一个月 200，今天报名给你留。"),
    ("da-bing", "没有身份证原件能入职吗"),
    (HOST, "要原件。丢了先去补，我给你留到下周一。"),
    ("tony", "is overtime a must?"),
    (HOST, "No. 加班自愿，每月最多 36 小时，不加不扣。"),
    ("uncle-ma", "四十八了还要吗"),
    (HOST, "要，装配坐着干，眼睛好就行。"),
    ("old-zhang", "先交钱吗，押金啥的"),
    (HOST, "一分不收。谁让你交钱，谁就是骗子，截图给我。"),
    ("xiao-yu", "三号线夏天热是真的吗"),
    (HOST, "真的。风扇加了四台，还是热，你就说要一号线。"),
    ("lao-tang", "工资几号发"),
    (HOST, "每月十号，十四个月没晚过。"),
    ("rosa", "can I see the dorm?"),
    (HOST, "马上走过去，六人间，有空调，热水下午五点到夜里一点。"),
    ("wang-ayi", "给我儿子问的，培训那两天算钱不"),
    (HOST, "算。第一天就开始算。"),
    ("da-bing", "食堂咸不咸"),
    (HOST, "以前咸，说的人多，换师傅了。"),
    ("granny-sun", "姑娘你也坐下喝口水"),
    (HOST, "谢谢奶奶，问完这几个就坐。"),
]

SCRIPTS: dict[str, list[Line]] = {"oranges": ORANGES, "tea": TEA, "factory": FACTORY}

QUESTIONS: list[Line] = [
    ("xiao-fang", "宿舍几个人一间？有热水吗"),
    ("lao-zhou", "五十了，装配还要不要"),
    ("tony", "Can my wife and I start on the same day?"),
    ("da-bing", "干不满一个月走，工资怎么算"),
    ("wang-ayi", "离地铁多远，晚上有车没有"),
]
