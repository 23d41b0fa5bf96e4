"""A clean assembly line with people at every second bench."""

from demo.art.brush import Brush
from demo.art.canvas import Canvas
from demo.art.color import mix
from demo.art.interior.hall import hall
from demo.art.interior.perspective import FLOOR, Perspective, box, far_haze, worker
from demo.art.landscape.air import mist

MACHINES = ("#4f86a8", "#7fa88f", "#e0e4de", "#d8843c")
OVERALLS = ("#2c5aa0", "#3f6aa8", "#c9402a")
HELMETS = ("#f2c84b", "#fbf7ec", "#5f8fa8")
PARTS = ("#e3b23c", "#c9402a", "#f3ede0")


def paint(canvas: Canvas) -> None:
    space = hall(canvas)
    with canvas.brush() as brush:
        for bench in range(7, -1, -1):
            z = 1.95 + bench * 1.55
            for side in (-1, 1):
                _bench(brush, space, 1.05 if side > 0 else -2.5, z)
                if canvas.rng.random() < 0.72:
                    overall, helmet = canvas.pick(OVERALLS), canvas.pick(HELMETS)
                    worker(brush, space, side * (0.86 if bench % 2 else 0.80), z + 0.35, overall, helmet)
    mist(canvas, 380, 60, 0.25)


def _bench(brush: Brush, space: Perspective, left: float, z: float) -> None:
    far, haze = far_haze(z), brush.canvas.time.haze
    box(brush, space, (left, left + 1.45), (FLOOR, -0.52), (z, z + 1.1), "#8b979a", far)
    machine = brush.canvas.pick(MACHINES)
    box(brush, space, (left + 0.12, left + 0.82), (-0.52, 0.12), (z + 0.15, z + 0.8), machine, far)
    screen = (*space.point(left + 0.22, -0.02, z + 0.14), *space.point(left + 0.55, -0.3, z + 0.14))
    brush.rectangle(*screen, mix("#bfe6c6", haze, far), 2)
    button_x, button_y = space.point(left + 0.68, -0.08, z + 0.14)
    brush.ellipse(button_x, button_y, 18 / z, 18 / z, mix("#e2442a", haze, far))
    for k, part in enumerate(PARTS):
        part_left, part_right = left + 0.92 + k * 0.17, left + 1.06 + k * 0.17
        box(brush, space, (part_left, part_right), (-0.52, -0.36), (z + 0.2, z + 0.4), part, far)
