"""One stall of the fair: a seller, a table of heaps under a striped tarp, two bulbs."""

import math

from demo.art.brush import Brush, Point
from demo.art.color import Color, mix
from demo.art.things.figures import person

TARPS = (
    ("#c9301f", "#f6efdd", "#24407e"),
    ("#24407e", "#f6efdd"),
    ("#c9301f", "#f6efdd"),
    ("#2f7a5a", "#f6efdd"),
    ("#e3a92f", "#f6efdd", "#c9301f"),
)
PRODUCE = ("#ef7d22", "#c9301f", "#e3b23c", "#6f9a3c", "#8f3a5a", "#f3e6c8", "#7a4a2a")
SELLERS = ("#2c4d8f", "#c9402a", "#e8dcc4", "#3f7f68")
TABLES = ("#b98550", "#274b8a", "#8a5a34")
HEAPS = 3
STRIPES = 14


def stall(brush: Brush, x: float, y: float, width: float, size: float, distance: float) -> list[Point]:
    """Draw it and tell where its bulbs hang."""
    k, pick = size, brush.canvas.pick
    tarp, top = pick(TARPS), y - 215 * k
    seller_x = x + width * (0.3 + 0.4 * brush.rng.random())
    person(brush, seller_x, y - 6 * k, 152 * k, pick(SELLERS))
    for pole_x in (x, x + width):
        brush.rectangle(pole_x - 4 * k, top, pole_x + 4 * k, y, brush.shade("#6a4b30", distance))
    brush.ellipse(x + width / 2, y + 4 * k, width * 0.58, 11 * k, "#2a1a12", 110)
    cloth, board = brush.shade(pick(TABLES), distance), brush.shade("#d9ae74", distance)
    brush.rectangle(x - 8 * k, y - 70 * k, x + width + 8 * k, y - 8 * k, cloth, 3)
    brush.rectangle(x - 12 * k, y - 76 * k, x + width + 12 * k, y - 62 * k, board, 3)
    for heap in range(HEAPS):
        _heap(brush, x + width * (heap + 0.5) / HEAPS, y, width / HEAPS * 0.42, k, distance)
    _tarp(brush, x, top, width, k, distance, tarp)
    bulbs = [(x + width * 0.28, top + 60 * k), (x + width * 0.72, top + 60 * k)]
    for bulb_x, bulb_y in bulbs:
        brush.line([(bulb_x, top), (bulb_x, top + 52 * k)], "#2d2620", 2 * k)
        brush.ellipse(bulb_x, bulb_y, 8 * k, 10 * k, "#fff4cf")
    return bulbs


def _heap(brush: Brush, x: float, y: float, half_width: float, k: float, distance: float) -> None:
    light = brush.canvas.time.light
    color = brush.shade(brush.canvas.pick(PRODUCE), distance)
    for _ in range(16):
        across, rise = brush.rng.random() * 2 - 1, brush.rng.random()
        fruit_x, fruit_y, radius = x + across * half_width, y - 78 * k - (1 - abs(across)) * 30 * k * rise, 8.5 * k
        brush.ellipse(fruit_x, fruit_y, radius, radius, mix(color, "#3a1408", 0.2))
        lit = mix(color, light, 0.12)
        brush.ellipse(fruit_x - radius * 0.2, fruit_y - radius * 0.2, radius * 0.74, radius * 0.74, lit)
    tray = [
        (x - half_width, y - 70 * k),
        (x + half_width, y - 70 * k),
        (x + half_width * 0.86, y - 48 * k),
        (x - half_width * 0.86, y - 48 * k),
    ]
    brush.polygon(tray, brush.shade("#c9965a", distance))
    brush.rectangle(x - 15 * k, y - 58 * k, x + 15 * k, y - 38 * k, brush.shade("#e6ca9c", distance), 1)
    price = [(x - 9 * k, y - 50 * k), (x + 9 * k, y - 50 * k)]
    brush.line(price, brush.shade("#951a0e", distance), 3 * k)


def _tarp(
    brush: Brush, x: float, top: float, width: float, k: float, distance: float, colors: tuple[Color, ...]
) -> None:
    def sag(t: float) -> float:
        return 9 * k * math.sin(t * math.pi)

    for stripe in range(STRIPES):
        start, end = stripe / STRIPES, (stripe + 1) / STRIPES
        color = mix(brush.shade(colors[stripe % len(colors)], distance), brush.canvas.time.light, 0.14)
        low_left, low_right = (x - 26 * k + (width + 52 * k) * t for t in (start, end))
        high_left, high_right = (x + 14 * k + (width - 28 * k) * t for t in (start, end))
        left_y, right_y = top + 8 * k + sag(start), top + 8 * k + sag(end)
        roof = [(high_left, top - 46 * k), (high_right, top - 46 * k), (low_right, right_y), (low_left, left_y)]
        brush.polygon(roof, color)
        tip_x, tip_y = (low_left + low_right) / 2, top + 34 * k + sag(start)
        scallop = [(low_left, left_y), (low_right, right_y), (tip_x + 7 * k, tip_y), (tip_x - 7 * k, tip_y)]
        brush.polygon(scallop, mix(color, "#1a1838", 0.22))
