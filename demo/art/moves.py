"""The moves a loop is made of: drifting land, turning layers, light that comes and goes."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

WIDTH, HEIGHT = 360, 640

Matrix = npt.NDArray[Any]  # 3×3, where a point goes


def drifted(picture: Image.Image, progress: float, height: int = HEIGHT) -> Image.Image:
    """Slightly enlarged and slowly wandering, as seen from a hand that breathes; only `height` rows are worked out."""
    zoom = 1 / (1.07 + 0.015 * math.sin(2 * math.pi * progress))
    x = WIDTH * (1 - zoom) / 2 + 6 * math.sin(2 * math.pi * progress)
    y = HEIGHT * (1 - zoom) / 2 + 4 * math.sin(2 * math.pi * 2 * progress)
    inverse = (zoom, 0, x, 0, zoom, y)
    return picture.transform((WIDTH, height), Image.Transform.AFFINE, inverse, Image.Resampling.BILINEAR)


def rotation(degrees: float, about: tuple[float, ...], shift: tuple[float, float]) -> Matrix:
    angle = math.radians(degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    x, y = about[0], about[1]
    return np.array(
        [
            [cos, -sin, x - cos * x + sin * y + shift[0]],
            [sin, cos, y - sin * x - cos * y + shift[1]],
            [0, 0, 1],
        ]
    )


def moved(layer: Image.Image, movement: Matrix, last_row: int) -> tuple[Image.Image, tuple[int, int]]:
    """The painted part of the layer after its movement, down to `last_row`, and where to lay it."""
    room = 24
    bounds = layer.getbbox() or (0, 0, 1, 1)
    left, top = max(0, bounds[0] - room), max(0, bounds[1] - room)
    right, bottom = min(WIDTH, bounds[2] + room), min(last_row, bounds[3] + room)
    (a, b, c), (d, e, f) = np.linalg.inv(movement)[:2]
    inverse = (a, b, a * left + b * top + c, d, e, d * left + e * top + f)
    size = (right - left, bottom - top)
    return layer.transform(size, Image.Transform.AFFINE, inverse, Image.Resampling.BILINEAR), (left, top)


class Light:
    """A soft beam from the upper left that comes and goes, as when a cloud passes."""

    def __init__(self, strength: float) -> None:
        y, x = np.mgrid[0:HEIGHT, 0 : WIDTH + 120].astype(np.float32)
        across = (x - 0.55 * y) / WIDTH
        beams = 0.6 + 0.4 * np.sin(across * 9)
        fade = np.exp(-(((x - 60) / WIDTH) ** 2 + (y / HEIGHT) ** 2) * 2.2)
        self.mask = Image.fromarray((beams * fade * strength * 255).astype(np.uint8)).filter(
            ImageFilter.GaussianBlur(8)
        )

    def lay(self, frame: Image.Image, progress: float) -> None:
        shift = round(60 + 60 * math.sin(2 * math.pi * progress))
        frame.paste("#ffe6b0", (0, 0), self.mask.crop((shift, 0, shift + WIDTH, HEIGHT)))
