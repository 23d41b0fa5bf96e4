"""Dogs, goats, geese and the birds over the hill."""

from demo.art.brush import Brush
from demo.art.color import Color, mix

GOAT_COATS = ("#f7f0e2", "#efe4d0", "#b98a5e")


def dog(brush: Brush, x: float, y: float, height: float, color: Color = "#c98d4a") -> None:
    h, coat, dark = height, brush.shade(color), brush.shade(mix(color, "#3a2412", 0.4))
    brush.ellipse(x, y, h * 0.8, h * 0.09, brush.shade("#22301f"), 100)
    for offset in (-0.45, -0.32, 0.32, 0.45):
        leg = coat if offset in (-0.45, 0.45) else dark
        brush.rectangle(x + offset * h - h * 0.06, y - h * 0.5, x + offset * h + h * 0.06, y, leg, h * 0.05)
    brush.rectangle(x - h * 0.55, y - h * 0.78, x + h * 0.55, y - h * 0.36, coat, h * 0.2)
    tail = [(x - h * 0.5, y - h * 0.66), (x - h * 0.74, y - h * 0.9), (x - h * 0.66, y - h * 1.06)]
    brush.line(tail, coat, h * 0.11)
    brush.ellipse(x + h * 0.62, y - h * 0.9, h * 0.25, h * 0.23, coat)
    brush.ellipse(x + h * 0.82, y - h * 0.84, h * 0.14, h * 0.11, mix(coat, "#fff0d0", 0.35))
    brush.ellipse(x + h * 0.92, y - h * 0.87, h * 0.045, h * 0.04, "#2a1c14")
    ear = [(x + h * 0.44, y - h * 1.02), (x + h * 0.46, y - h * 1.26), (x + h * 0.62, y - h * 1.08)]
    brush.polygon(ear, dark)
    brush.ellipse(x + h * 0.68, y - h * 0.94, h * 0.035, h * 0.04, "#2a1c14")


def goat(brush: Brush, x: float, y: float, height: float) -> None:
    h, coat = height, brush.shade(brush.canvas.pick(GOAT_COATS))
    facing = 1 if brush.rng.random() < 0.5 else -1
    brush.ellipse(x, y, h * 0.9, h * 0.1, brush.shade("#5a3f22"), 110)
    for offset in (-0.42, -0.28, 0.3, 0.44):
        brush.line([(x + offset * h, y - h * 0.45), (x + offset * h, y)], brush.shade("#6a5546"), h * 0.1)
    brush.ellipse(x, y - h * 0.62, h * 0.66, h * 0.36, coat)
    brush.ellipse(x + facing * h * 0.72, y - h * 0.86, h * 0.24, h * 0.2, coat)
    horn = [(x + facing * h * 0.66, y - h * 1.0), (x + facing * h * 0.50, y - h * 1.24)]
    brush.line(horn, brush.shade("#5a4632"), h * 0.07)


def goose(brush: Brush, x: float, y: float) -> None:
    white = brush.shade("#fbf7ec")
    brush.ellipse(x, y, 22, 12, white)
    brush.ellipse(x + 20, y - 17, 8, 8, white)
    brush.polygon([(x + 26, y - 18), (x + 37, y - 14), (x + 26, y - 12)], brush.shade("#f0962e"))
    brush.ellipse(x, y + 13, 26, 4, "#ffffff", 90)


def birds(brush: Brush, count: int = 7) -> None:
    rng, color = brush.rng, brush.shade("#30343f", 0.15)
    x, y = brush.canvas.width * (0.3 + 0.4 * rng.random()), 120 + 80 * rng.random()
    for _ in range(count):
        bird_x, bird_y, span = x + rng.normal(0, 90), y + rng.normal(0, 34), 7 + 5 * rng.random()
        wings = [
            (bird_x - span, bird_y - span * 0.4),
            (bird_x - span * 0.4, bird_y - span * 0.55),
            (bird_x, bird_y),
            (bird_x + span * 0.4, bird_y - span * 0.55),
            (bird_x + span, bird_y - span * 0.4),
        ]
        brush.line(wings, color, 1.8)
