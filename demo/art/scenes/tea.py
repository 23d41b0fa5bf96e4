"""Tea hills with three pickers."""

from demo.art.canvas import Canvas
from demo.art.landscape.air import mist, sky, smoke
from demo.art.landscape.hills import hills
from demo.art.landscape.tea import tea_hills
from demo.art.things.animals import birds
from demo.art.things.figures import CORN, INDIGO, RED, person
from demo.art.things.house import house
from demo.art.things.tree import tree

HORIZON = 380


def paint(canvas: Canvas) -> None:
    width = canvas.width
    sky(canvas, HORIZON)
    hills(canvas, HORIZON, 4, 0.5)
    mist(canvas, HORIZON, 40, 0.8)
    with canvas.brush() as brush:
        house(brush, width * 0.2, HORIZON + 62, 140, 0.3)
        birds(brush)
    smoke(canvas, width * 0.2 + 90, HORIZON - 10, 0.7)
    tea_hills(canvas, HORIZON + 20)
    with canvas.brush() as brush:
        for x, y, height, top in ((0.56, 742, 128, RED), (0.64, 700, 112, INDIGO), (0.33, 640, 92, CORN)):
            person(brush, width * x, y, height, top, bend=0.3)
        tree(brush, 90, 880, 150)
        tree(brush, 1540, 900, 170)
    canvas.focus_x = width * 0.58
