"""Rows of fruit trees, a grower and a dog on the path between them."""

from demo.art.canvas import Canvas
from demo.art.color import mix
from demo.art.landscape.air import sky, smoke
from demo.art.landscape.fields import rows
from demo.art.landscape.hills import hills
from demo.art.things.animals import birds, dog
from demo.art.things.figures import person
from demo.art.things.house import house
from demo.art.things.tree import tree

HORIZON = 430
TREE_LINES = (7, 5.4, 4.2, 3.3, 2.6, 2.05, 1.6, 1.22)  # how many times farther than the bottom edge


def paint(canvas: Canvas) -> None:
    width, season = canvas.width, canvas.season
    sky(canvas, HORIZON)
    hills(canvas, HORIZON)
    rows(canvas, HORIZON, mix(season.leaf, season.soil, 0.2), season.soil, spacing=260)
    with canvas.brush() as brush:
        birds(brush)
        house(brush, width * 0.62, HORIZON + 48, 150, 0.25)
    smoke(canvas, width * 0.62 + 120, HORIZON - 28, 0.8)
    with canvas.brush() as brush:
        for depth in TREE_LINES:
            y = HORIZON + (canvas.height - HORIZON) / depth + 6
            for k in range(-9, 10):
                if k == 0:
                    continue
                x = canvas.sun_x + k * 420 / depth + canvas.rng.normal(0, 6)
                if -150 < x < width + 150:
                    tree(brush, x, y, 175 / depth, season.accent, min(0.62, (depth - 1) * 0.105))
        grower_x = canvas.sun_x + 60
        person(brush, grower_x, 806, 150, bend=0.2)
        dog(brush, grower_x - 120, 822, 58)
    canvas.focus_x = grower_x
