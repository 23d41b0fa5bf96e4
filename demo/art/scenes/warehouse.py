"""Orange racks of boxes to the roof, three people in the aisle."""

from demo.art.brush import Brush
from demo.art.canvas import Canvas
from demo.art.interior.hall import hall
from demo.art.interior.perspective import FLOOR, Perspective, box, far_haze, worker

CARTONS = ("#c89a5e", "#b98546", "#d9b27a", "#c9402a", "#e9dfc8")
SHELVES = (FLOOR, -0.35, 0.6)


def paint(canvas: Canvas) -> None:
    space = hall(canvas, "#c3beb2", "#e6e2d6", "#b9b3a6")
    with canvas.brush() as brush:
        for bay in range(8, -1, -1):
            z = 2.15 + bay * 1.45
            for left, right in ((-3.1, -1.35), (1.35, 3.1)):
                _rack(brush, space, left, right, z)
            if bay in (1, 3, 6):
                worker(brush, space, (-0.45, 0.3, 0.15)[bay % 3], z + 0.5, "#e2762a", "#fbf7ec")


def _rack(brush: Brush, space: Perspective, left: float, right: float, z: float) -> None:
    rng, far = brush.rng, far_haze(z)
    for y in SHELVES:
        box(brush, space, (left, right), (y - 0.06, y), (z, z + 1.2), "#d8642e", far)
        x = left + 0.08
        while x < right - 0.4:
            width, height = 0.36 + 0.2 * rng.random(), 0.4 + 0.35 * rng.random()
            # 7 chances for 5 colours: pale boxes are the most common
            carton = CARTONS[min(4, int(rng.integers(0, 7)))]
            box(brush, space, (x, x + width), (y, y + height), (z + 0.1, z + 0.9), carton, far)
            (x0, y0), (x1, y1) = (
                space.point(x + width * 0.42, y + height, z + 0.095),
                space.point(x + width * 0.58, y, z + 0.095),
            )
            brush.rectangle(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), brush.shade("#ead9b4", far))
            x += width + 0.06
    for post in (left, right - 0.06):
        box(brush, space, (post, post + 0.07), (FLOOR, 1.5), (z, z + 0.05), "#2f5f8a", far)
