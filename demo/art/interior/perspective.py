"""One-point perspective for the big halls: metres to canvas pixels."""

from dataclasses import dataclass

from demo.art.brush import Brush, Point
from demo.art.color import Color, mix

FOCAL_LENGTH = 520  # pixels
FLOOR = -1.3  # metres below the eye
CEILING = 2.6

Span = tuple[float, float]


@dataclass(frozen=True)
class Perspective:
    vanish_x: float
    vanish_y: float

    def point(self, x: float, y: float, z: float) -> Point:
        """Metres to the right of, above and away from the eye."""
        return self.vanish_x + x * FOCAL_LENGTH / z, self.vanish_y - y * FOCAL_LENGTH / z

    def wall(self, x: float, y: Span, z: Span) -> list[Point]:
        """An upright face that runs away from the viewer."""
        return [
            self.point(x, y[0], z[0]),
            self.point(x, y[1], z[0]),
            self.point(x, y[1], z[1]),
            self.point(x, y[0], z[1]),
        ]

    def level(self, x: Span, y: float, z: Span) -> list[Point]:
        """A flat face: a floor, a ceiling or the top of a box."""
        return [
            self.point(x[0], y, z[1]),
            self.point(x[1], y, z[1]),
            self.point(x[1], y, z[0]),
            self.point(x[0], y, z[0]),
        ]

    def front(self, x: Span, y: Span, z: float) -> list[Point]:
        """A face turned to the viewer."""
        return [
            self.point(x[0], y[0], z),
            self.point(x[1], y[0], z),
            self.point(x[1], y[1], z),
            self.point(x[0], y[1], z),
        ]


def box(brush: Brush, space: Perspective, x: Span, y: Span, z: Span, color: Color, distance: float = 0.0) -> None:
    """A box lit from above; of its two sides the one that faces the middle of the hall is seen."""
    base = brush.shade(color, distance)
    brush.polygon(space.level(x, y[1], z), mix(base, brush.canvas.time.light, 0.38))
    inner_x = x[1] if x[1] < 0 else x[0]
    brush.polygon(space.wall(inner_x, y, z), mix(base, "#232338", 0.24))
    brush.polygon(space.front(x, y, z[0]), base)


def far_haze(z: float) -> float:
    return min(0.5, z * 0.036)


def worker(
    brush: Brush, space: Perspective, x: float, z: float, top: Color = "#2c5aa0", hat: Color = "#f2c84b"
) -> None:
    """Someone standing in the hall, seen from behind."""
    foot_x, foot_y = space.point(x, FLOOR, z)
    h, distance = 1.62 * FOCAL_LENGTH / z, min(0.5, z * 0.035)
    radius = h * 0.085
    brush.ellipse(foot_x, foot_y, h * 0.2, h * 0.03, "#2a2d33", 120)
    legs = ((-0.11, 0), (-0.10, 0.46), (0.10, 0.46), (0.11, 0), (0.02, 0), (0, 0.3), (-0.02, 0))
    back = ((-0.15, 0.42), (-0.15, 0.76), (-0.06, 0.83), (0.06, 0.83), (0.15, 0.76), (0.15, 0.42))
    brush.polygon([(foot_x + a * h, foot_y - b * h) for a, b in legs], brush.shade("#34405a", distance))
    brush.polygon([(foot_x + a * h, foot_y - b * h) for a, b in back], brush.shade(top, distance))
    for side in (-1, 1):
        arm = [(foot_x + side * h * a, foot_y - h * b) for a, b in ((0.14, 0.74), (0.19, 0.56), (0.10, 0.47))]
        brush.line(arm, brush.shade(mix(top, "#10182f", 0.18), distance), h * 0.07)
    brush.ellipse(foot_x, foot_y - h * 0.91, radius, radius * 1.12, brush.shade("#d79b6c", distance))
    brush.ellipse(foot_x, foot_y - h * 0.945, radius * 1.12, radius * 0.8, brush.shade(hat, distance))
    brim = brush.shade(mix(hat, "#7a4a10", 0.2), distance)
    brush.rectangle(foot_x - radius * 1.35, foot_y - h * 0.945, foot_x + radius * 1.35, foot_y - h * 0.93, brim, 2)
