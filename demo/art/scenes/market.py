"""The fair itself: striped tarps, bulbs, heaps of produce, lanterns and people."""

import math

import numpy as np

from demo.art.brush import Brush
from demo.art.canvas import Canvas
from demo.art.color import mix, smoothstep
from demo.art.landscape.air import mist, sky, smoke
from demo.art.landscape.hills import hills
from demo.art.scenes.market_stall import stall
from demo.art.things.animals import dog
from demo.art.things.figures import CORN, RED, person
from demo.art.things.house import house
from demo.art.things.tree import tree

HORIZON = 430
VISITORS = ("#2c4d8f", "#c9402a", "#e3b23c", "#3f7f68", "#6a4630", "#f0e6d0")
HATS = ("#e7c884", None, None, None)
ROWS = (  # ground line, size, haze, visitors in front
    (HORIZON + 92, 0.52, 0.3, 9),
    (HORIZON + 188, 0.82, 0.12, 6),
    (HORIZON + 346, 1.28, 0.0, 2),
)


def paint(canvas: Canvas) -> None:
    width, rng = canvas.width, canvas.rng
    sky(canvas, HORIZON)
    hills(canvas, HORIZON, 4, 0.5)
    mist(canvas, HORIZON - 10, 40, 0.6)
    _square(canvas)
    with canvas.brush() as brush:
        for k in range(7):
            x = -40 + k * 250 + rng.normal(0, 14)
            house(brush, x, HORIZON + 22, 132 + 22 * rng.random(), 0.28)
        for _ in range(9):
            tree(brush, width * rng.random(), HORIZON + 26, 34 + 22 * rng.random(), distance=0.25)
    smoke(canvas, width * 0.22, HORIZON - 60, 0.8)
    smoke(canvas, width * 0.7, HORIZON - 70, 0.7)
    mist(canvas, HORIZON + 20, 26, 0.45)
    for y, size, distance, visitors in ROWS:
        _row(canvas, y, size, distance)
        with canvas.brush() as brush:
            for _ in range(visitors):
                x, foot = width * rng.random(), y + (34 + 30 * rng.random()) * size
                height = (150 + 16 * rng.random()) * size
                person(brush, x, foot, height, canvas.pick(VISITORS), canvas.pick(HATS))
    with canvas.brush() as brush:
        brush.line([(730, 226), (730, 470)], brush.shade("#5c432f", 0.15), 6)
        dog(brush, width * 0.60, 850, 66)
        person(brush, width * 0.53, 858, 196, RED, None)
        person(brush, width * 0.495, 852, 120, CORN, None)
        _lanterns(brush, -40, 730)
        _lanterns(brush, 730, width + 40)
    canvas.focus_x = width * 0.56


def _square(canvas: Canvas) -> None:
    near = np.clip((canvas.y - HORIZON) / (canvas.height - HORIZON), 0, 1)[..., None]
    trodden = (canvas.noise(70, 40, 3)[..., None] - 0.5) * 34
    ground = canvas.shade("#c9a67c", 0.5) * (1 - near) + canvas.shade("#8f6c4c") * near + trodden
    canvas.lay(smoothstep(-1, 1, canvas.y - HORIZON), ground)


def _row(canvas: Canvas, y: float, size: float, distance: float) -> None:
    rng, bulbs = canvas.rng, []
    with canvas.brush() as brush:
        x = -120 + 90 * rng.random()
        while x < canvas.width + 60:
            width, gap = (250 + 60 * rng.random()) * size, (110 + 70 * rng.random()) * size
            keeps_view_open = distance == 0 and abs(x + width / 2 - canvas.width * 0.56) < 300
            if keeps_view_open:
                x += width * 0.55 + gap
                continue
            bulbs += stall(brush, x, y, width, size, distance)
            x += width + gap
    for bulb_x, bulb_y in bulbs:
        _lamplight(canvas, bulb_x, bulb_y, size)


def _lamplight(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Round the bulb, and a wider pool on the goods below."""
    round_bulb = np.exp(-((canvas.x - x) ** 2 + (canvas.y - y) ** 2) / (2 * (58 * size) ** 2))
    across = (canvas.x - x) ** 2 / (2 * (105 * size) ** 2)
    down = (canvas.y - y - 110 * size) ** 2 / (2 * (85 * size) ** 2)
    canvas.lay(round_bulb * 0.34 + np.exp(-(across + down)) * 0.15, "#ffd78a")


def _lanterns(brush: Brush, start: float, end: float) -> None:
    cord = [(start + (end - start) * k / 40, 240 + math.sin(k / 40 * math.pi) * 74) for k in range(41)]
    brush.line(cord, "#2d2620", 2)
    for x, y in cord[3:40:4]:
        brush.rectangle(x - 3, y, x + 3, y + 8, "#2d2620")
        brush.ellipse(x, y + 24, 15, 17, mix("#e2442a", brush.canvas.time.light, 0.12))
        brush.ellipse(x - 3, y + 22, 7, 12, "#f58a5a", 170)
        brush.rectangle(x - 6, y + 5, x + 6, y + 9, CORN)
        brush.rectangle(x - 6, y + 39, x + 6, y + 43, CORN)
        brush.line([(x, y + 43), (x, y + 56)], CORN, 2)
