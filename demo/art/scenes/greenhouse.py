"""Film tunnels full of tomatoes between vegetable rows."""

from demo.art.brush import Brush
from demo.art.canvas import Canvas
from demo.art.color import mix
from demo.art.landscape.air import sky
from demo.art.landscape.fields import rows
from demo.art.landscape.hills import hills
from demo.art.things.figures import RED, person
from demo.art.things.poles import poles

HORIZON = 400


def paint(canvas: Canvas) -> None:
    width = canvas.width
    sky(canvas, HORIZON)
    hills(canvas, HORIZON, 3, 0.66)
    rows(canvas, HORIZON, canvas.season.leaf, canvas.season.soil, spacing=110, width=0.33)
    tunnels = (
        (width * 0.05, 520, 250),
        (width * 0.30, 545, 290),
        (width * 0.60, 575, 340),
        (-60, 690, 480),
        (width * 0.36, 745, 600),
    )
    with canvas.brush() as brush:
        poles(brush, HORIZON, width * 0.4, width * 0.98)
        for x, y, size in tunnels:
            _tunnel(brush, x, y, size)
        person(brush, width * 0.30, 806, 180, RED)
    canvas.focus_x = width * 0.42


def _tunnel(brush: Brush, x: float, y: float, width: float) -> None:
    rng, light, leaf = brush.rng, brush.canvas.time.light, brush.canvas.season.leaf
    height, length, middle = width * 0.34, width * 0.3, x + width / 2
    for rib in range(10, -1, -1):
        t = rib / 10
        scale = 1 - 0.22 * t
        film = mix("#f8fbf4" if rib % 2 else "#cfe0da", light, 0.25 + 0.02 * rib)
        rib_x, rib_y = x + length * t + width / 2, y - height * 0.35 * t
        brush.half_disc(rib_x, rib_y, width / 2 * scale, height * scale, film, 235)
    brush.half_disc(middle, y, width / 2, height, brush.shade("#e9f1ea"))
    brush.half_disc(middle, y, width / 2 * 0.93, height * 0.93, brush.shade("#86ab78"))
    for k in range(7):
        plant_x = x + width * (0.14 + 0.12 * k)
        brush.ellipse(plant_x, y - height * 0.24, width * 0.05, height * 0.24, brush.shade(mix(leaf, light, 0.2)))
    for _ in range(14):
        fruit_x, fruit_y = x + width * (0.13 + 0.74 * rng.random()), y - height * (0.06 + 0.34 * rng.random())
        brush.ellipse(fruit_x, fruit_y, width * 0.013, width * 0.013, brush.shade("#e2442a"))
    brush.line([(middle, y), (middle, y - height * 0.95)], brush.shade("#8b958f"), 3)
    brush.rectangle(x - 8, y - 3, x + width + 8, y + 4, brush.shade("#6d5a44"), 2)
