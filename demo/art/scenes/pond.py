"""A water village: white houses mirrored, a boat, geese and lotus."""

from demo.art.brush import Brush
from demo.art.canvas import Canvas
from demo.art.landscape.air import mist, sky, smoke
from demo.art.landscape.hills import hills
from demo.art.landscape.water import water
from demo.art.things.animals import birds, goose
from demo.art.things.figures import person
from demo.art.things.house import house
from demo.art.things.tree import tree

SHORE = 450


def paint(canvas: Canvas) -> None:
    width, rng = canvas.width, canvas.rng
    sky(canvas, SHORE)
    hills(canvas, SHORE, 4, 0.5)
    with canvas.brush() as brush:
        for k in range(4):
            house(brush, width * (0.08 + 0.12 * k), SHORE + 4, 120 + 14 * (k % 2), 0.15)
        for _ in range(12):
            tree(brush, width * rng.random(), SHORE + 2, 30 + 26 * rng.random(), distance=0.18)
    smoke(canvas, width * 0.2, SHORE - 70)
    smoke(canvas, width * 0.44, SHORE - 60, 0.8)
    water(canvas, SHORE + 2)
    mist(canvas, SHORE + 14, 22, 0.55)
    with canvas.brush() as brush:
        _boat(brush, width * 0.60, 690)
        for k in range(9):
            x = width * (0.16 + 0.03 * k) + rng.normal(0, 10)
            goose(brush, x, 640 + rng.random() * 150)
        for _ in range(16):
            x, y = width * (0.0 + 0.3 * rng.random()), 800 + 100 * rng.random()
            _lotus(brush, x, y)
        birds(brush)
    canvas.focus_x = width * 0.6


def _boat(brush: Brush, x: float, y: float) -> None:
    brush.ellipse(x + 90, y + 26, 210, 14, brush.shade("#223344"), 120)
    hull = [(x - 110, y - 8), (x + 290, y - 8), (x + 240, y + 26), (x - 50, y + 26)]
    deck = [(x - 110, y - 8), (x + 290, y - 8), (x + 280, y + 0), (x - 98, y + 0)]
    brush.polygon(hull, brush.shade("#5c432f"))
    brush.polygon(deck, brush.shade("#8a6746"))
    person(brush, x + 40, y, 150)
    brush.line([(x + 78, y - 70), (x + 200, y - 190), (x + 30, y + 110)], brush.shade("#4a3a2c"), 3)


def _lotus(brush: Brush, x: float, y: float) -> None:
    brush.ellipse(x, y, 56, 18, brush.shade("#4f8c5a"))
    brush.ellipse(x - 6, y - 3, 46, 13, brush.shade("#74ad6c"))
    if brush.rng.random() >= 0.45:
        return
    for k in range(-2, 3):
        petal = [
            (x, y - 8),
            (x + k * 15 - 8, y - 38 + abs(k) * 8),
            (x + k * 19, y - 48 + abs(k) * 11),
            (x + k * 15 + 8, y - 34 + abs(k) * 8),
        ]
        brush.polygon(petal, brush.shade(("#f3a8b4", "#f7c4ca")[k % 2]))
