"""Jars, baskets and the heaps of a farm workshop."""

from demo.art.brush import Brush
from demo.art.color import Color, mix


def jar(brush: Brush, x: float, y: float, width: float, height: float, color: Color, lid: Color) -> None:
    w, h = width, height
    brush.ellipse(x + w / 2 + w * 0.12, y, w * 0.62, w * 0.10, "#2a1d16", 90)
    brush.rectangle(x, y - h, x + w, y, color, w * 0.16)
    brush.rectangle(x + w * 0.1, y - h * 0.92, x + w * 0.24, y - h * 0.1, mix(color, "#ffffff", 0.35), w * 0.06)
    brush.rectangle(x + w * 0.06, y - h - w * 0.16, x + w * 0.94, y - h + w * 0.08, lid, w * 0.06)
    brush.rectangle(x + w * 0.2, y - h * 0.66, x + w * 0.86, y - h * 0.26, "#f6efdd", 2)


def basket(brush: Brush, x: float, y: float, width: float, fill: Color, count: int = 16) -> None:
    w, h = width, width * 0.46
    brush.ellipse(x + w * 0.54, y + 2, w * 0.56, w * 0.09, "#2a1d16", 100)
    for _ in range(count):
        fruit_x = x + w * (0.14 + 0.72 * brush.rng.random())
        _fruit(brush, fruit_x, y - h - w * 0.17 * brush.rng.random(), w * 0.09, fill)
    brush.polygon([(x, y - h), (x + w, y - h), (x + w * 0.86, y), (x + w * 0.14, y)], brush.shade("#b98546"))
    for row in range(5):
        t = (row + 0.15) / 5
        left, breadth = x + w * 0.14 * t, w * (1 - 0.14 * 2 * t)
        for k in range(12):
            start, end = left + breadth * k / 12, left + breadth * (k + 0.8) / 12
            cane = brush.shade("#dcae6c" if (row + k) % 2 else "#9a6a34")
            brush.rectangle(start, y - h + h * t, end, y - h + h * (t + 0.13), cane, 2)
    rim_top, rim_bottom = y - h - w * 0.035, y - h + w * 0.04
    brush.rectangle(x - w * 0.03, rim_top, x + w * 1.03, rim_bottom, brush.shade("#d6a462"), w * 0.03)


def _fruit(brush: Brush, x: float, y: float, radius: float, color: Color) -> None:
    shaded = brush.shade(color)
    brush.ellipse(x, y, radius, radius, mix(shaded, "#5a2410", 0.25))
    brush.ellipse(x - radius * 0.15, y - radius * 0.18, radius * 0.78, radius * 0.78, shaded)
    brush.ellipse(x - radius * 0.3, y - radius * 0.35, radius * 0.25, radius * 0.25, mix(color, "#ffffff", 0.6))
