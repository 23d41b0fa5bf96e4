"""People seen from afar, too small for faces."""

from demo.art.brush import Brush
from demo.art.color import Color, mix

STRAW = "#e7c884"
INDIGO, RED, CORN = "#2c4d8f", "#c9402a", "#e3b23c"


def person(
    brush: Brush, x: float, y: float, height: float, top: Color = INDIGO, hat: Color | None = STRAW, bend: float = 0.0
) -> None:
    """`bend` leans the back over the work (0 upright, 0.5 deep); without a hat the hair shows."""
    h, lean = height, bend * height * 0.3
    brush.ellipse(x + h * 0.06, y, h * 0.26, h * 0.045, brush.shade("#22301f"), 110)
    for offset in (-0.075, 0.055):
        hip = x + offset * h
        foot_left, foot_right = hip - h * 0.045, hip + h * 0.04
        leg = [(foot_left, y), (hip - h * 0.05, y - h * 0.44), (hip + h * 0.06, y - h * 0.44), (foot_right, y)]
        brush.polygon(leg, brush.shade("#3b3f4d"))
    body = [
        (x - h * 0.15, y - h * 0.40),
        (x - h * 0.13 + lean, y - h * 0.76),
        (x - h * 0.06 + lean, y - h * 0.81),
        (x + h * 0.07 + lean, y - h * 0.81),
        (x + h * 0.14 + lean, y - h * 0.75),
        (x + h * 0.14, y - h * 0.40),
    ]
    brush.polygon(body, brush.shade(top))
    arm = [
        (x + h * 0.12 + lean, y - h * 0.73),
        (x + h * 0.22 + lean, y - h * 0.52),
        (x + h * 0.30 + lean, y - h * 0.48),
    ]
    brush.line(arm, brush.shade(mix(top, "#10182f", 0.2)), h * 0.075)
    _head(brush, x + lean * 1.15, y, h, hat)


def _head(brush: Brush, x: float, y: float, h: float, hat: Color | None) -> None:
    radius = h * 0.1
    brush.ellipse(x, y - h * 0.89, radius * 0.82, radius * 0.95, brush.shade("#d79b6c"))
    if hat is None:
        brush.ellipse(x, y - h * 0.925, radius * 0.9, radius * 0.74, brush.shade("#2b2320"))
        return
    brush.ellipse(x, y - h * 0.945, radius * 1.9, radius * 0.46, brush.shade(mix(hat, "#7a5a2a", 0.25)))
    cone = [(x - radius * 1.7, y - h * 0.95), (x, y - h * 1.07), (x + radius * 1.7, y - h * 0.95)]
    brush.polygon(cone, brush.shade(hat))
