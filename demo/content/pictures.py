"""The drawn pictures that the fair shows, with what one would say about them on the phone."""

from core.localized import LocalizedText
from demo.content.shapes import text

PICTURES: dict[str, LocalizedText] = {
    "covers/li-oranges": text(
        "Orange trees at dawn on a slope above the river, a farmhouse below", "清晨坡上的橙子树，坡下一户人家，再下面是江"
    ),
    "covers/lan-tea": text("Tea rows winding up a misty mountain", "茶垄绕着山往雾里走"),
    "covers/he-honey": text("Beehives on a flowering hillside", "开花的山坡上一排排蜂箱"),
    "covers/luo-chili": text("Two people work the terraces as the sun goes down", "太阳落山，两个人在梯田里干活"),
    "covers/market-town": text("A man poles a boat past a village at dawn, geese on the water", "天刚亮，有人撑船过村口，水上几只鹅"),
    "covers/rice-spring": text("Flooded terraces in spring light", "春天灌满水的梯田"),
    "covers/grain-dusk": text("Two people and a white dog in a field at dusk", "傍晚地里，两个人，一条白狗"),
    "covers/greenhouse-sun": text("A greenhouse with the sun in it", "大棚里照进太阳"),
    "covers/pond-village": text("A boat on a still pond before white houses", "白墙人家前面，静水上一条船"),
    "covers/workshop-luo": text("A small workshop with jars on long tables", "小作坊，长桌上摆着坛子"),
    "covers/factory-hengyuan": text("An assembly hall with seats along the line", "装配车间，流水线旁边一排座位"),
    "covers/dorm-hengyuan": text("A dormitory room with six bunks and a window", "宿舍，六个铺位，有窗"),
    "covers/canteen-xiaoman": text("A canteen kitchen at lunch time", "食堂后厨，正是饭点"),
    "covers/warehouse-hongda": text("A warehouse aisle with shelves of cartons", "仓库过道，两边货架摆满箱子"),
    "live/live-oranges": text("Li Dashan holds an orange up to his phone", "李大山对着手机举起一个橙子"),
    "live/live-tea": text("Grandma Lan at the wok with tea leaves", "兰婆婆在锅边炒茶"),
    "live/live-factory": text("Chen stands in the Hengyuan workshop", "小陈站在恒远的车间里"),
    "live/live-honey": text("Auntie He lifts a comb out of a hive", "何姨从箱里提起一张脾"),
    "live/live-chili": text("Sister Luo pounds chilies in a stone mortar", "罗姐在石臼里舂辣椒"),
    "live/live-dorm": text("Foreman Zhao in the door of a dormitory room", "赵班长站在宿舍门口"),
    "live/live-canteen": text("Chef Guo behind the counter", "郭师傅在窗口后面"),
    "live/live-warehouse": text("A packer between shelves of cartons", "货架中间的打包工"),
    "goods/oranges": text("A basket piled with navel oranges", "一筐脐橙"),
    "goods/peaches": text("A basket of late peaches", "一筐晚桃"),
    "goods/honey": text("A jar of honey", "一罐蜂蜜"),
    "goods/chestnuts": text("Roasted chestnuts", "炒好的板栗"),
    "goods/ginger": text("Small yellow ginger", "小黄姜"),
    "goods/sweet-potato": text("Tobacco sweet potatoes", "烟薯"),
    "goods/peanuts": text("Red-skin peanuts", "红皮花生"),
    "goods/tea": text("Rock tea in a bowl", "一碗岩茶"),
    "goods/eggs": text("Hill eggs in a basket", "一篮土鸡蛋"),
    "goods/chili": text("Red lantern chilies", "灯笼辣椒"),
    "goods/garlic": text("Garlic in braids", "一辫一辫的大蒜"),
    "goods/greens": text("Fresh mountain greens", "刚摘的山里青菜"),
    "goods/corn": text("Waxy corn cobs", "糯玉米"),
    "goods/tomatoes": text("Ripe tomatoes", "熟透的西红柿"),
}  # fmt: skip
