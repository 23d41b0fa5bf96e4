"""A dormitory for four: made beds, a fan, a flask, washing bowls and tarp bags."""

import math

import numpy as np

from demo.art.brush import Brush
from demo.art.canvas import Canvas
from demo.art.color import mix
from demo.art.interior.room import bulb, sunbeams, view, wall_and_floor, window

SKIRTING = 660
WINDOW = (610, 120, 990, 420)
MIDDLE = 800
BUNK_WIDTH = 430
QUILTS = ("#c9402a", "#2c5aa0", "#e3b23c", "#3f8460")


def paint(canvas: Canvas) -> None:
    canvas.sun_x, canvas.sun_y = canvas.width * 0.5, 200
    wall_and_floor(canvas, "#dfe4dc", "#b39a7c", SKIRTING, 0.5)
    view(canvas, WINDOW)
    dado = (canvas.y > 470) & (canvas.y < SKIRTING)
    canvas.lay(dado.astype(np.float32) * 0.8, canvas.shade("#9cc0b0"))
    edge = (canvas.y > 466) & (canvas.y < 472)
    canvas.lay(edge.astype(np.float32), canvas.shade("#6c9484"))
    with canvas.brush() as brush:
        window(brush, WINDOW, 2, 2, "#e9ece6")
        _curtains(brush)
        _bunk(brush, 60, mirrored=False)
        _bunk(brush, 1110, mirrored=True)
        _desk(brush)
    sunbeams(canvas, (640, 120, 960, 420), SKIRTING, 0.22)
    with canvas.brush() as brush:
        bulb(brush, MIDDLE, 62)
    canvas.glow(MIDDLE, 90, 240, 0.35)
    canvas.focus_x = MIDDLE


def _curtains(brush: Brush) -> None:
    for side in (-1, 1):
        cloth = [(190, 96), (250, 96), (236, 300), (216, 452), (160, 452)]
        brush.polygon([(MIDDLE + side * x, y) for x, y in cloth], brush.shade("#3f6aa8"))
    for _ in range(26):
        for side in (-1, 1):
            dot_x = MIDDLE + side * (186 + 46 * brush.rng.random())
            brush.ellipse(dot_x, 110 + 330 * brush.rng.random(), 5, 5, "#f4f1e6")
    brush.rectangle(520, 84, 1080, 100, brush.shade("#8b6a48"), 4)


def _bunk(brush: Brush, x: float, *, mirrored: bool) -> None:
    width, steel = BUNK_WIDTH, brush.shade("#2f5f7a")
    for y in (330, 590):
        _bed(brush, x, y, mirrored)
    for post_x in (x - 8, x + width - 6):
        brush.rectangle(post_x, 210, post_x + 14, 770, steel, 4)
    inner, outer = (x + 14, x + 64) if mirrored else (x + width - 60, x + width - 8)
    for k in range(5):
        brush.line([(inner, 380 + k * 42), (outer, 380 + k * 42)], steel, 6)
    rail_x = x + 64 if mirrored else x + width - 60
    brush.line([(rail_x, 330), (rail_x, 600)], steel, 6)
    brush.line([(x, 268), (x + width, 268)], steel, 7)
    _bag_and_bowl(brush, x)


def _bed(brush: Brush, x: float, y: float, mirrored: bool) -> None:
    width, quilt = BUNK_WIDTH, brush.shade(brush.canvas.pick(QUILTS))
    brush.rectangle(x, y, x + width, y + 14, brush.shade("#2f5f7a"), 3)
    brush.rectangle(x + 8, y - 34, x + width - 8, y, brush.shade("#f3ede0"), 8)
    quilt_x = x + 14 if mirrored else x + 120
    brush.rectangle(quilt_x, y - 54, quilt_x + width - 140, y + 4, quilt, 16)
    for row in range(5):
        for column in range(11):
            if (row + column) % 2 == 0:
                dot = mix(quilt, "#fff2d8", 0.7)
                brush.ellipse(quilt_x + 16 + column * 27, y - 46 + row * 11, 4, 4, dot)
    pillow_x = x + width - 108 if mirrored else x + 22
    brush.rectangle(pillow_x, y - 66, pillow_x + 86, y - 28, brush.shade("#fbf7ec"), 16)
    brush.rectangle(pillow_x + 8, y - 58, pillow_x + 30, y - 36, brush.shade("#d86a7c"), 8)


def _bag_and_bowl(brush: Brush, x: float) -> None:
    brush.rectangle(x + 60, 690, x + 210, 760, brush.shade("#d9dfe6"), 6)
    for k in range(7):
        stripe = brush.shade(("#c9402a", "#2c5aa0")[k % 2])
        brush.rectangle(x + 60 + k * 22, 690, x + 70 + k * 22, 760, stripe)
    enamel = brush.shade("#f6f3ea")
    brush.ellipse(x + 310, 752, 60, 16, enamel)
    brush.polygon([(x + 250, 735), (x + 370, 735), (x + 350, 765), (x + 270, 765)], enamel)
    brush.line([(x + 248, 735), (x + 372, 735)], brush.shade("#2c5aa0"), 5)


def _desk(brush: Brush) -> None:
    wood, fan_blue = brush.shade("#7a5334"), brush.shade("#5f8fa8")
    brush.rectangle(640, 560, 960, 580, brush.shade("#a8794a"), 3)
    brush.rectangle(654, 580, 670, 740, wood)
    brush.rectangle(930, 580, 946, 740, wood)
    brush.rectangle(690, 480, 730, 560, brush.shade("#c9402a"), 12)
    brush.rectangle(700, 466, 720, 486, brush.shade("#d9dfe6"), 4)
    brush.rectangle(690, 512, 730, 530, brush.shade("#f2d9a0"))
    brush.ellipse(850, 492, 48, 48, fan_blue)
    brush.ellipse(850, 492, 40, 40, brush.shade("#dfe9ea"))
    for k in range(3):
        blade_x, blade_y = 850 + 17 * math.cos(k * 2.09), 492 + 17 * math.sin(k * 2.09)
        brush.ellipse(blade_x, blade_y, 17, 12, brush.shade("#7fb0c2"))
    brush.rectangle(844, 538, 856, 560, fan_blue)
    brush.rectangle(822, 552, 878, 562, fan_blue, 4)
    brush.rectangle(770, 540, 800, 560, brush.shade("#fbf7ec"), 4)
