"""A family workshop: shelves of jars and baskets, a long table, morning sun."""

from demo.art.brush import Brush
from demo.art.canvas import Canvas
from demo.art.interior.room import bulb, sunbeams, view, wall_and_floor, window
from demo.art.interior.wares import basket, jar

SKIRTING = 640
WINDOW = (190, 110, 620, 420)
BULBS = (470, 950)
PRESERVES = ("#d9952e", "#b5531f", "#8f3a22", "#c9a23c", "#6f7d3c")
LIDS = ("#c9402a", "#2c4d8f", "#e3b23c")
PRODUCE = ("#ef7d22", "#c9301f", "#8fa63c", "#e3b23c")


def paint(canvas: Canvas) -> None:
    canvas.sun_x, canvas.sun_y = canvas.width * 0.3, 200
    wall_and_floor(canvas, "#e6d5b4", "#9c7a56", SKIRTING, 0.26)
    view(canvas, WINDOW)
    with canvas.brush() as brush:
        window(brush, WINDOW)
        for row in range(3):
            _shelf(brush, 215 + row * 150)
        for post_x in (800, 1508):
            brush.rectangle(post_x, 150, post_x + 16, 640, brush.shade("#6a4630"))
        _drying_corn(brush)
    sunbeams(canvas, WINDOW, SKIRTING)
    with canvas.brush() as brush:
        _table(brush)
        for x in BULBS:
            bulb(brush, x, 128)
    for x in BULBS:
        canvas.glow(x, 150)
    canvas.focus_x = 620


def _shelf(brush: Brush, y: float) -> None:
    rng, pick = brush.rng, brush.canvas.pick
    brush.rectangle(800, y, 1520, y + 16, brush.shade("#7a5334"), 2)
    brush.rectangle(800, y + 16, 1520, y + 22, brush.shade("#4f3422"))
    x = 822.0
    while x < 1450:
        kind = rng.random()
        if kind < 0.55:
            width = 46 + 16 * rng.random()
            preserve, lid = pick(PRESERVES), pick(LIDS)
            jar(brush, x, y, width, width * 1.35, brush.shade(preserve), brush.shade(lid))
            x += width + 16
        elif kind < 0.82:
            basket(brush, x, y - 2, 100, pick(PRODUCE))
            x += 122
        else:
            brush.rectangle(x, y - 66, x + 90, y, brush.shade("#c89a5e"), 2)
            brush.rectangle(x + 38, y - 66, x + 52, y, brush.shade("#e9d3a4"))
            x += 108


def _drying_corn(brush: Brush) -> None:
    for k in range(6):
        brush.line([(690 + 6 * k, 110), (690 + 6 * k, 150)], "#5a4632", 2)
        for q in range(5):
            color = brush.shade(("#e8b93c", "#d8432b")[k % 2])
            brush.ellipse(684 + 9 * k + (q % 2) * 5, 158 + q * 22, 8, 13, color)


def _table(brush: Brush) -> None:
    brush.polygon([(120, 700), (1300, 700), (1400, 770), (40, 770)], brush.shade("#b98550"))
    brush.rectangle(40, 770, 1400, 802, brush.shade("#8a5a34"))
    for x in (110, 1290):
        brush.rectangle(x, 802, x + 44, brush.canvas.height, brush.shade("#6a4630"))
    basket(brush, 190, 752, 220, brush.canvas.season.accent, 26)
    basket(brush, 1020, 748, 200, "#c9301f", 22)
    for k in range(5):
        lid = brush.shade(("#c9402a", "#2c4d8f")[k % 2])
        jar(brush, 520 + k * 84, 752 - (k % 2) * 10, 66, 96, brush.shade("#dd9a2e"), lid)
