"""Ridges that fade with distance, with mist lying between them."""

import numpy as np

from demo.art.canvas import Canvas
from demo.art.color import Color, Pixels, mix, rgb, smoothstep
from demo.art.landscape.air import mist


def hills(canvas: Canvas, horizon: float, ridges: int = 4, top: float = 0.62) -> None:
    """`top` is where the farthest ridge stands, as a share of the horizon's height."""
    for k in range(ridges):
        t = k / max(1, ridges - 1)
        ridge(
            canvas,
            horizon * (top + (1 - top) * t) + 6,
            swing=(1 - t) * 95 + 26,
            cells=3 + k * 2 + int(canvas.rng.integers(0, 3)),
            color=mix("#6b86a8", canvas.season.hill, t**0.7),
            distance=0.72 - 0.55 * t,
            crowns=0 if k < ridges - 2 else 5 + 5 * t,
            haze=0.7,
            depth=120 + 60 * t,
        )
        if k < ridges - 1:
            mist(canvas, horizon * (top + (1 - top) * (t + 0.5 / ridges)) + 34, 26, 0.5)


def ridge(
    canvas: Canvas,
    y: float,
    *,
    swing: float,
    cells: int,
    color: Color,
    distance: float,
    crowns: float = 0.0,
    haze: float = 0.55,
    depth: float = 230,
) -> None:
    """One ridge; with `crowns` (a radius) trees stand along its crest, and `haze` gathers `depth` pixels below it."""
    noise = canvas.noise_line(cells) * 0.7 + canvas.noise_line(cells * 3) * 0.22 + canvas.noise_line(cells * 9) * 0.08
    crest = y - (noise - 0.5) * 2 * swing
    if crowns:
        crest = crest - _treetops(canvas, crowns)
    below = canvas.y - crest[None]
    slope = np.gradient(crest.astype(np.float64)).astype(np.float32)
    lit = np.clip(-slope * np.sign(np.arange(canvas.width) - canvas.sun_x) * 0.8 + 0.25, 0, 1)
    near_crest = np.exp(-np.clip(below, 0, None) / (9 if crowns else 90))[..., None]
    sunk = np.clip(below / depth, 0, 1)[..., None]
    base = canvas.shade(color, distance)
    sunny = mix(base, canvas.time.light, 0.34)
    amount = lit[None, :, None] * near_crest * 0.75
    slopes = base[None, None] * (1 - amount) + sunny[None, None] * amount
    slopes = slopes * (1 - sunk * haze) + rgb(canvas.time.haze) * sunk * haze
    texture = (canvas.noise(60, 70, 2) - 0.5)[..., None] * 26 * (1 - distance)
    canvas.lay(smoothstep(-0.8, 0.8, below), slopes + texture)


def _treetops(canvas: Canvas, radius: float) -> Pixels:
    """A saw of small crowns: how far each column rises above the crest."""
    x, rise, position = np.arange(canvas.width), np.zeros(canvas.width, np.float32), 0.0
    while position < canvas.width:
        crown = radius * (0.5 + canvas.rng.random())
        height = crown * (1.1 + canvas.rng.random() * 0.9)
        if canvas.rng.random() < 0.82:
            rise = np.maximum(rise, height * np.sqrt(np.clip(1 - ((x - position) / crown) ** 2, 0, 1)))
        position += crown * (0.7 + canvas.rng.random() * 0.9)
    return rise
