"""A plain wall and a wooden table: the ground of product pictures, and the table of live rooms."""

import numpy as np
from PIL import Image

from demo.art.color import Pixels, rgb

WALLS = {
    "dawn": ("#f3c99b", "#8494bf"),
    "flour": ("#f3ead6", "#dccfb2"),
    "calico": ("#33569b", "#1f3a72"),
    "sage": ("#d5dfc9", "#a7bb9b"),
    "kraft": ("#e4c08c", "#c4965a"),
}


def backdrop(size: tuple[int, int], wall: str, rng: np.random.Generator, table_at: float = 0.60) -> Image.Image:
    """`table_at` is where the table's far edge lies, as a share of the height."""
    width, height = size
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    bright, dark = rgb(WALLS[wall][0]), rgb(WALLS[wall][1])
    away = np.clip(np.hypot((x - width * 0.24) / width, (y - height * 0.16) / height), 0, 1)[..., None]
    edge_y = height * table_at
    near = np.clip((y - edge_y) / (height - edge_y), 0, 1)
    plank = np.abs((1 / (near + 0.35) * 2.6) % 1 - 0.5) > 0.475
    fibre = (_noise(rng, 14, 90, size) - 0.5) * 26 + (_noise(rng, 10, 300, size) - 0.5) * 22
    wood = rgb("#c58f57") * (1 - away * 0.55) + rgb("#7d5433") * away * 0.55 + fibre[..., None]
    wood = wood * (1 - 0.30 * plank[..., None])
    lip = np.exp(-near * 40)[..., None]
    wood = wood * (1 - lip * 0.5) + rgb("#f3d3a0") * lip * 0.5
    pixels = np.where((y > edge_y)[..., None], wood, bright * (1 - away) + dark * away)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).convert("RGBA")


def _noise(rng: np.random.Generator, columns: int, rows: int, size: tuple[int, int]) -> Pixels:
    cells = Image.fromarray(rng.random((rows, columns)).astype(np.float32))
    return np.asarray(cells.resize(size, Image.Resampling.BICUBIC))
