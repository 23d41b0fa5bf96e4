"""Round hills combed with rows of tea bushes."""

import numpy as np

from demo.art.canvas import Canvas
from demo.art.color import mix, smoothstep
from demo.art.landscape.air import mist


def tea_hills(canvas: Canvas, horizon: float, count: int = 5) -> None:
    for k in range(count):
        t = (k + 0.5) / count
        center_x = canvas.width * (canvas.rng.random() * 1.2 - 0.1)
        breadth = 520 + 460 * t + canvas.rng.random() * 200
        base_y, height = horizon + (canvas.height - horizon) * (t - 0.32) - 30, 120 + 170 * t
        _hill(canvas, t, center_x, breadth, base_y, height)
        if k < count - 1:
            mist(canvas, base_y + height * 0.75, 26, 0.22)


def _hill(canvas: Canvas, t: float, center_x: float, breadth: float, base_y: float, height: float) -> None:
    leaf, leaf_dark, light = canvas.season.leaf, canvas.season.leaf_dark, canvas.time.light
    dome = 1 - np.exp(-(((np.arange(canvas.width) - center_x) / breadth) ** 2))
    crest = base_y + height * dome + (canvas.noise_line(6) - 0.5) * 36
    below = canvas.y - crest[None]
    spacing = 15 + 34 * t
    down = np.sqrt(np.clip(below, 0, None) / spacing) * (1.9 + 0.25 * t) * 1.6 + (canvas.x - center_x) * 0.0009
    row = np.floor(down)
    phase = down - row
    bump = 0.13 * np.sin(canvas.x / (5.5 + 8 * t) + row * 3.1) + (canvas.noise(110, 90) - 0.5) * 0.35
    bush = (1 - smoothstep(0.62, 0.76, phase + bump * 0.5))[..., None]
    lit = (1 - smoothstep(0.0, 0.62, phase + bump * 0.4))[..., None]
    far = 0.5 - 0.5 * t
    bright, dark = canvas.shade(mix(leaf, light, 0.38), far), canvas.shade(leaf_dark, far)
    gap = canvas.shade(mix(leaf_dark, "#14261f", 0.55), far * 0.9)
    slopes = dark + (bright - dark) * lit
    slopes = slopes * bush + gap * (1 - bush)
    sunny = np.clip((canvas.x - center_x) / breadth * np.sign(canvas.sun_x - center_x), -1, 1)[..., None]
    slopes = slopes * (1 + 0.13 * sunny) + ((canvas.noise(240, 180) - 0.5) * 20)[..., None]
    canvas.lay(smoothstep(-1, 1, below), slopes)
