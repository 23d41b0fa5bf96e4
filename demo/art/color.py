"""Colours as float arrays, so that tints, haze and light can be mixed without rounding on the way."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[Any]
Color = str | Sequence[float] | Pixels
Paint = tuple[int, int, int, int]


def rgb(color: Color) -> Pixels:
    if isinstance(color, str):
        digits = color.lstrip("#")
        return np.array([int(digits[i : i + 2], 16) for i in (0, 2, 4)], np.float32)
    return np.asarray(color, np.float32)


def mix(first: Color, second: Color, amount: float) -> Pixels:
    """`first` at amount 0, `second` at amount 1."""
    return rgb(first) * (1 - amount) + rgb(second) * amount


def paint(color: Color, alpha: int = 255) -> Paint:
    """The colour as Pillow wants it."""
    red, green, blue = rgb(color)[:3]
    return int(red), int(green), int(blue), alpha


def smoothstep(start: float, end: float, values: Pixels) -> Pixels:
    t = np.clip((values - start) / (end - start), 0, 1)
    return t * t * (3 - 2 * t)
