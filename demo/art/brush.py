"""Shapes with smooth edges: drawn at twice the size on a transparent sheet, then made smaller."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from demo.art.color import Color, Pixels, paint

if TYPE_CHECKING:
    from demo.art.canvas import Canvas

SUPERSAMPLING = 2

Point = tuple[float, float]


class Brush:
    """All lengths are in canvas pixels."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.rng = canvas.rng
        self.sheet = Image.new("RGBA", (canvas.width * SUPERSAMPLING, canvas.height * SUPERSAMPLING), (0, 0, 0, 0))
        self._draw = ImageDraw.Draw(self.sheet)

    def shade(self, color: Color, distance: float = 0.0) -> Pixels:
        return self.canvas.shade(color, distance)

    def polygon(self, points: Sequence[Point], color: Color, alpha: int = 255) -> None:
        self._draw.polygon(_enlarged(points), fill=paint(color, alpha))

    def rectangle(
        self, x0: float, y0: float, x1: float, y1: float, color: Color, radius: float = 0, alpha: int = 255
    ) -> None:
        box = [side * SUPERSAMPLING for side in (x0, y0, x1, y1)]
        if radius:
            self._draw.rounded_rectangle(box, radius * SUPERSAMPLING, fill=paint(color, alpha))
        else:
            self._draw.rectangle(box, fill=paint(color, alpha))

    def ellipse(self, x: float, y: float, radius_x: float, radius_y: float, color: Color, alpha: int = 255) -> None:
        self._draw.ellipse(_box(x, y, radius_x, radius_y), fill=paint(color, alpha))

    def half_disc(self, x: float, y: float, radius_x: float, radius_y: float, color: Color, alpha: int = 255) -> None:
        """The upper half of an ellipse."""
        self._draw.pieslice(_box(x, y, radius_x, radius_y), 180, 360, fill=paint(color, alpha))

    def line(self, points: Sequence[Point], color: Color, width: float = 2, alpha: int = 255) -> None:
        thickness = max(1, int(width * SUPERSAMPLING))
        self._draw.line(_enlarged(points), fill=paint(color, alpha), width=thickness, joint="curve")


def _enlarged(points: Sequence[Point]) -> list[Point]:
    return [(x * SUPERSAMPLING, y * SUPERSAMPLING) for x, y in points]


def _box(x: float, y: float, radius_x: float, radius_y: float) -> list[Point]:
    return _enlarged([(x - radius_x, y - radius_y), (x + radius_x, y + radius_y)])
