"""Rape in flower, painted hives, a beekeeper in white."""

from demo.art.brush import Brush
from demo.art.canvas import Canvas
from demo.art.color import Color, mix
from demo.art.landscape.air import sky
from demo.art.landscape.fields import blossoms, rows
from demo.art.landscape.hills import hills
from demo.art.things.animals import birds, dog
from demo.art.things.figures import person
from demo.art.things.house import house

HORIZON = 430
ROW_SPACING = 84
HIVE_COLORS = ("#6aa3c4", "#e3b23c", "#d8694a", "#8fb46a", "#f0e4c8")


def paint(canvas: Canvas) -> None:
    width, rng = canvas.width, canvas.rng
    sky(canvas, HORIZON)
    hills(canvas, HORIZON)
    rape = "#f0c33a" if canvas.season.name == "summer" else "#e9c02e"
    rows(canvas, HORIZON, rape, canvas.season.near, spacing=ROW_SPACING)
    blossoms(canvas, HORIZON, "#ffd83b", ROW_SPACING)
    with canvas.brush() as brush:
        house(brush, width * 0.72, HORIZON + 38, 150, 0.22, gables=False)
        for depth in (3.4, 2.3, 1.55):
            y, size = HORIZON + (canvas.height - HORIZON) / depth * 0.98, 105 / depth
            for k, color in enumerate(HIVE_COLORS):
                _hive(brush, width * 0.08 + k * 300 / depth + (120 if depth > 2 else 20), y, size, color)
        person(brush, width * 0.60, 800, 190, "#f0ece0", "#f3ead0")
        dog(brush, width * 0.68, 812, 64)
        for _ in range(40):
            x, y = width * rng.random(), HORIZON + 60 + 330 * rng.random()
            brush.ellipse(x, y, 3.4, 2.6, "#2d2318")
            brush.ellipse(x + 1, y - 3, 2.6, 1.8, "#fff6df", 190)
        birds(brush, 5)
    canvas.focus_x = width * 0.58


def _hive(brush: Brush, x: float, y: float, size: float, color: Color) -> None:
    for storey, wood in enumerate(("#f0e4c8", color)):
        top, bottom = y - size * 0.62 * (storey + 1) - size * 0.1, y - size * 0.62 * storey - size * 0.1
        front = brush.shade(mix(wood, "#6a4a2a", 0.08 * storey), 0.12)
        brush.rectangle(x, top, x + size, bottom, front, 2)
        brush.rectangle(x + size * 0.72, top, x + size, bottom, brush.shade(mix(wood, "#4a3a4a", 0.3), 0.12), 2)
    brush.rectangle(x - size * 0.07, y - size * 1.42, x + size * 1.07, y - size * 1.3, brush.shade("#7a8088"), 2)
    brush.rectangle(x + size * 0.25, y - size * 0.26, x + size * 0.62, y - size * 0.19, brush.shade("#2d2620"), 1)
