from demo.content.shapes import PersonContent

PASSWORD = "daji-demo"  # noqa: S105
DOMAIN = "daji.example"

PEOPLE = [
    PersonContent(key="mei", name="Mei", picture="mei", login="shopper", phone="+8613800002046", language="en"),
    PersonContent(key="dashan", name="Li Dashan 大山", picture="li-dashan", login="farmer", phone="+8613900000001"),
    PersonContent(key="xiao-lin", name="Xiao Lin 小林", picture="xiao-lin", login="host", phone="+8613900000002"),
    PersonContent(key="a-qiang", name="A-Qiang 阿强", picture="a-qiang", login="worker", phone="+8613900007788"),
    PersonContent(key="chen", name="Chen 小陈", picture="hr-chen", login="employer", phone="+8613900000003"),
    PersonContent(key="wu", name="Wu 小吴", picture="hr-wu", login="moderator"),
    PersonContent(key="yu", name="Yu 小鱼", picture="admin-yu", login="admin"),
    PersonContent(key="shu", name="Shu 小舒", picture="xiao-fang", login="support"),
    PersonContent(key="qian", name="Qian 钱姐", picture="wang-ayi", login="finance"),
    # Those who keep the other stalls and gates.
    PersonContent(key="hong", name="Hong 阿红", picture="sis-hong"),
    PersonContent(key="father", name="Father Li 李老汉", picture="old-zhang"),
    PersonContent(key="lan", name="Grandma Lan 兰婆婆", picture="grandma-lan"),
    PersonContent(key="he", name="Auntie He 何姨", picture="auntie-he"),
    PersonContent(key="luo", name="Sister Luo 罗姐", picture="luo-jie"),
    PersonContent(key="zhao", name="Foreman Zhao 赵班长", picture="foreman-zhao"),
    PersonContent(key="guo", name="Chef Guo 郭师傅", picture="chef-guo"),
    # Those who watch.
    PersonContent(key="mimi", name="Mimi", picture="mimi", language="en"),
    PersonContent(key="tony", name="Tony", picture="tony", language="en"),
    PersonContent(key="xiao-fang", name="小方", picture="xiao-fang"),
    PersonContent(key="lao-zhou", name="老周", picture="lao-zhou"),
    PersonContent(key="granny-sun", name="Granny Sun 孙奶奶", picture="granny-sun"),
    PersonContent(key="wang-ayi", name="Wang Ayi 王阿姨", picture="wang-ayi"),
    PersonContent(key="da-bing", name="大兵", picture="da-bing"),
    PersonContent(key="uncle-ma", name="Uncle Ma 马叔", picture="uncle-ma"),
    PersonContent(key="old-zhang", name="Old Zhang 老张", picture="old-zhang"),
    PersonContent(key="rosa", name="Rosa", picture="mimi", language="en"),
    PersonContent(key="xiao-yu", name="小雨", picture="mei"),
    PersonContent(key="lao-tang", name="老唐", picture="lao-zhou"),
]

OWNERS = ("dashan", "lan", "he", "luo", "chen", "zhao", "guo")
VIEWERS = [
    "mimi", "tony", "xiao-fang", "lao-zhou", "granny-sun", "wang-ayi",
    "da-bing", "uncle-ma", "old-zhang", "rosa", "xiao-yu", "lao-tang",
]  # fmt: skip
"""Who sits in the open rooms and chats there."""
