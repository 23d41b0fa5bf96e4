"""The canvas a scene is painted on: seeded noise, layers, haze and the print grain at the end."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from PIL import Image, ImageFilter

from demo.art.brush import SUPERSAMPLING, Brush
from demo.art.color import Color, Pixels, mix, rgb
from demo.art.light import SEASONS, TIMES

WIDTH, HEIGHT = 1600, 900


class Canvas:
    """A picture in the making. Every random choice comes from `rng`, so the strokes' order is part of the seed."""

    def __init__(self, seed: str, time: str, season: str, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.rng = np.random.default_rng(zlib.crc32(seed.encode()))
        self.time, self.season = TIMES[time], SEASONS[season]
        self.width, self.height = width, height
        self.y, self.x = np.mgrid[0:height, 0:width].astype(np.float32)
        self.image: Pixels = np.zeros((height, width, 3), np.float32)
        self.sun_x, self.sun_y = width * 0.3, height * 0.3
        self.focus_x: float = width // 2  # where the square crop looks

    def noise_line(self, cells: int) -> Pixels:
        """Smooth noise along the width, 0 to 1."""
        cell_values = self.rng.random((1, cells + 3)).astype(np.float32)
        return np.asarray(Image.fromarray(cell_values).resize((self.width, 1), Image.Resampling.BICUBIC))[0]

    def noise(self, columns: int, rows: int, octaves: int = 1) -> Pixels:
        """Smooth noise over the whole picture, 0 to 1; each octave is twice as fine and half as strong."""
        total, weights, weight = np.zeros((self.height, self.width), np.float32), 0.0, 1.0
        for _ in range(octaves):
            cell_values = self.rng.random((max(2, rows), max(2, columns))).astype(np.float32)
            stretched = Image.fromarray(cell_values).resize((self.width, self.height), Image.Resampling.BICUBIC)
            total += weight * np.asarray(stretched)
            weights += weight
            weight, columns, rows = weight * 0.5, columns * 2, rows * 2
        return total / weights

    def pick[Choice](self, choices: tuple[Choice, ...]) -> Choice:
        return choices[int(self.rng.integers(0, len(choices)))]

    def shade(self, color: Color, distance: float = 0.0) -> Pixels:
        """The colour in this light: tinted by the time of day, then veiled by haze (distance 0 to 1)."""
        return mix(mix(color, self.time.tint, self.time.tint_strength), self.time.haze, distance)

    def lay(self, mask: Pixels, color: Color) -> None:
        """Lay one colour, or a picture of the canvas's size, where the mask is 1."""
        cover = mask[..., None]
        layer = color if isinstance(color, np.ndarray) and color.ndim == 3 else rgb(color)
        self.image = self.image * (1 - cover) + layer * cover

    @contextmanager
    def brush(self, blur: float = 0) -> Iterator[Brush]:
        """Draw shapes on a sheet of glass that is laid over the picture at the end of the block."""
        brush = Brush(self)
        yield brush
        sheet = brush.sheet.filter(ImageFilter.GaussianBlur(blur * SUPERSAMPLING)) if blur else brush.sheet
        small = np.asarray(sheet.resize((self.width, self.height), Image.Resampling.LANCZOS), np.float32)
        self.lay(small[..., 3] / 255, small[..., :3])

    def glow(self, x: float, y: float, radius: float = 210, strength: float = 0.5) -> None:
        """Lamplight."""
        self.lay(np.exp(-((self.x - x) ** 2 + (self.y - y) ** 2) / (radius * radius)) * strength, "#ffdf9a")

    def finish(self, grain: float = 7.0) -> Image.Image:
        """Paper grain, darker corners and a little print contrast."""
        coarse = self.noise(self.width // 2, self.height // 2) - 0.5
        fine = self.rng.normal(0, 1, (self.height, self.width)).astype(np.float32)
        self.image = self.image + (coarse * grain * 1.4 + fine * grain * 0.55)[..., None]
        corner = np.hypot((self.x - self.width / 2) / self.width, (self.y - self.height / 2) / self.height)
        self.image = self.image * (1 - 0.22 * np.clip(corner - 0.32, 0, 1))[..., None]
        ink = np.clip(self.image, 0, 255) / 255
        ink = ink + 0.05 * np.sin((ink - 0.5) * np.pi) * (1 - np.abs(2 * ink - 1))
        return Image.fromarray((np.clip(ink, 0, 1) * 255).astype(np.uint8))
