"""Long tables, red stools, four bowls a place and people eating."""

from demo.art.brush import Brush
from demo.art.canvas import Canvas
from demo.art.interior.hall import hall
from demo.art.interior.perspective import FLOOR, Perspective, box, far_haze, worker

SHIRTS = ("#2c5aa0", "#3f8460", "#c9402a")
DISHES = ("#e9b34a", "#c9402a", "#6f963f", "#f6f1e6")
HAIR = "#2b2320"


def paint(canvas: Canvas) -> None:
    space = hall(canvas, "#d9c9ac", "#f0e6d0", "#d9c9ac")
    with canvas.brush() as brush:
        for table in range(6, -1, -1):
            z = 2.1 + table * 1.7
            for left in (-2.9, 0.7):
                for stool_z in (z + 0.95, z - 0.35):
                    _stools(brush, space, left, stool_z, far_haze(z))
                if canvas.rng.random() < 0.8:
                    x = left + 0.5 + 1.2 * canvas.rng.random()
                    worker(brush, space, x, z + 1.0, canvas.pick(SHIRTS), HAIR)
                _table(brush, space, left, z)


def _stools(brush: Brush, space: Perspective, left: float, z: float, far: float) -> None:
    for k in range(3):
        seat = left + 0.3 + k * 0.7
        box(brush, space, (seat, seat + 0.24), (-1.02, -0.96), (z, z + 0.2), "#d8432b", far)
        for leg in (seat + 0.01, seat + 0.2):
            box(brush, space, (leg, leg + 0.03), (FLOOR, -1.02), (z, z + 0.03), "#a83020", far)


def _table(brush: Brush, space: Perspective, left: float, z: float) -> None:
    far, radius = far_haze(z), 46 / z
    box(brush, space, (left, left + 2.2), (-0.70, -0.62), (z, z + 0.75), "#e9d6ac", far)
    for k, dish in enumerate(DISHES):
        x, y = space.point(left + 0.3 + k * 0.52, -0.55, z + 0.3)
        brush.ellipse(x, y + radius * 0.25, radius, radius * 0.55, brush.shade("#fbf7ec", far))
        brush.ellipse(x, y, radius, radius * 0.34, brush.shade("#2c5aa0", far))
        brush.ellipse(x, y, radius * 0.88, radius * 0.26, brush.shade(dish, far))
