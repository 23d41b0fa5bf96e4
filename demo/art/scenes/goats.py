"""A loess plateau: cave house with chillies drying, a flock, a herder."""

from demo.art.brush import Brush
from demo.art.canvas import Canvas
from demo.art.color import mix
from demo.art.landscape.air import mist, sky
from demo.art.landscape.hills import ridge
from demo.art.landscape.terraces import loess
from demo.art.things.animals import birds, dog, goat
from demo.art.things.figures import INDIGO, RED, person

HORIZON = 400
FLOCK = 26


def paint(canvas: Canvas) -> None:
    width, rng = canvas.width, canvas.rng
    sky(canvas, HORIZON)
    for k in range(4):
        y, color = HORIZON * (0.62 + 0.11 * k), mix("#8d93a8", "#c9955a", k / 3)
        ridge(canvas, y, swing=70 - 8 * k, cells=4 + 2 * k, color=color, distance=0.62 - 0.17 * k, haze=0.6)
        mist(canvas, HORIZON * (0.7 + 0.1 * k), 22, 0.3)
    loess(canvas, HORIZON - 6)
    with canvas.brush() as brush:
        _cave_house(brush, width * 0.56, 560)
        for _ in range(FLOCK):
            x, y = width * (0.05 + 0.6 * rng.random()), 600 + 230 * rng.random()
            goat(brush, x, y, 26 + (y - 600) * 0.14)
        person(brush, width * 0.40, 812, 190, INDIGO, RED)
        dog(brush, width * 0.47, 826, 70, "#3d3530")
        birds(brush, 5)
    canvas.focus_x = width * 0.45


def _cave_house(brush: Brush, x: float, y: float) -> None:
    cliff = [(x - 60, y + 14), (x - 40, y - 150), (x + 470, y - 170), (x + 520, y + 14)]
    brush.polygon(cliff, brush.shade("#d29a58"))
    for k in range(3):
        _cave(brush, x + 20 + k * 155, y)


def _cave(brush: Brush, x: float, y: float) -> None:
    wood, paper, lattice = brush.shade("#8a5a34"), brush.shade("#f3e6c8"), brush.shade("#5a4632")
    brush.rectangle(x, y - 60, x + 104, y + 10, wood)
    brush.ellipse(x + 52, y - 60, 52, 52, wood)
    brush.rectangle(x + 8, y - 60, x + 96, y + 10, paper)
    brush.ellipse(x + 52, y - 60, 44, 44, paper)
    for k in range(5):
        brush.line([(x + 14 + k * 19, y - 92 + abs(k - 2) * 6), (x + 14 + k * 19, y - 22)], lattice, 2.2)
    brush.line([(x + 8, y - 58), (x + 96, y - 58)], lattice, 2.5)
    brush.rectangle(x + 36, y - 56, x + 70, y + 10, brush.shade("#8c2f22"))
    for k in range(4):
        brush.ellipse(x + 113, y - 60 + k * 11, 4, 6, brush.shade("#d8432b"))
    for k in range(5):
        brush.ellipse(x - 10, y - 66 + k * 10, 4.5, 5.5, brush.shade("#f2b632"))
