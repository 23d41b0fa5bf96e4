"""Rice terraces full of sky, a hamlet, two people planting."""

from demo.art.canvas import Canvas
from demo.art.landscape.air import mist, sky, smoke
from demo.art.landscape.hills import hills
from demo.art.landscape.terraces import paddies
from demo.art.things.animals import birds
from demo.art.things.figures import INDIGO, RED, person
from demo.art.things.house import house
from demo.art.things.tree import tree

HORIZON = 350


def paint(canvas: Canvas) -> None:
    width, rng = canvas.width, canvas.rng
    sky(canvas, HORIZON)
    hills(canvas, HORIZON, 4, 0.55)
    paddies(canvas, HORIZON, flooded=0.62)
    mist(canvas, HORIZON + 10, 36, 0.8)
    with canvas.brush() as brush:
        for house_x, house_y, size in ((0.70, 470, 120), (0.765, 492, 140), (0.66, 505, 110)):
            house(brush, width * house_x, house_y, size, 0.2)
        for _ in range(9):
            x, y = width * (0.62 + 0.26 * rng.random()), 486 + 50 * rng.random()
            tree(brush, x, y, 24 + 16 * rng.random(), distance=0.15)
        person(brush, width * 0.36, 752, 118, RED, bend=0.45)
        person(brush, width * 0.43, 742, 110, INDIGO, bend=0.3)
        birds(brush)
    smoke(canvas, width * 0.72, 420, 0.8)
    mist(canvas, 560, 30, 0.25)
    canvas.focus_x = width * 0.55
