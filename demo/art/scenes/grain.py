"""A grain field at harvest, with power poles and a white dog."""

from demo.art.canvas import Canvas
from demo.art.color import mix
from demo.art.landscape.air import sky, smoke
from demo.art.landscape.fields import rows
from demo.art.landscape.hills import hills
from demo.art.things.animals import birds, dog
from demo.art.things.figures import INDIGO, RED, person
from demo.art.things.house import house
from demo.art.things.poles import poles
from demo.art.things.tree import tree

HORIZON = 440


def paint(canvas: Canvas) -> None:
    width, season = canvas.width, canvas.season
    sky(canvas, HORIZON)
    hills(canvas, HORIZON, 3, 0.72)
    ripe, stubble = mix(season.crop, "#f4c95a", 0.35), mix(season.crop, season.soil, 0.55)
    rows(canvas, HORIZON, ripe, stubble, spacing=104, width=0.41)
    with canvas.brush() as brush:
        poles(brush, HORIZON, width * 0.52, width * 1.02)
        birds(brush)
        house(brush, width * 0.12, HORIZON + 40, 170, 0.15)
        tree(brush, width * 0.1, HORIZON + 52, 66, distance=0.1)
        tree(brush, width * 0.28, HORIZON + 44, 48, distance=0.2)
    smoke(canvas, width * 0.2, HORIZON - 50)
    with canvas.brush() as brush:
        person(brush, width * 0.40, 690, 150, RED)
        person(brush, width * 0.49, 650, 118, INDIGO, bend=0.4)
        dog(brush, width * 0.33, 700, 52, "#e8e0d0")
    canvas.focus_x = width * 0.42
