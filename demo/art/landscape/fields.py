"""Crop rows running to a vanishing point under the sun."""

import numpy as np

from demo.art.canvas import Canvas
from demo.art.color import Color, mix, rgb, smoothstep


def rows(canvas: Canvas, horizon: float, crop: Color, soil: Color, spacing: float, width: float = 0.29) -> None:
    """`spacing` is between rows at the bottom edge, `width` a row's share of it (0 to 0.5)."""
    vanish_x, ground_height = canvas.sun_x, canvas.height - horizon
    below = np.clip(canvas.y - horizon, 0.6, None)
    depth = ground_height / below
    across = (canvas.x - vanish_x) * depth / spacing + 0.35 * np.sin(depth * 0.55)
    row = np.floor(across)
    off_center = np.abs(across - row - 0.5)
    near = np.clip(below / ground_height, 0, 1)
    clump = (canvas.noise(300, 240) - 0.5) * 0.20 * near + (canvas.noise(120, 120) - 0.5) * 0.24 * near
    leafy = 0.5 + 0.5 * np.sin(depth * 46 + row * 2.4)
    clump = clump + (leafy - 0.5) * 0.10 * near
    planted = (1 - smoothstep(width - 0.04, width + 0.04, off_center + clump))[..., None]
    variety = (np.sin(row * 12.9898) * 43758.5453) % 1
    lit = np.clip(0.5 - (across - row - 0.5) * 1.7, 0, 1)
    crop_light, crop_dark = canvas.shade(crop), canvas.shade(mix(crop, "#1d3a2c", 0.52))
    plants = crop_dark + (crop_light - crop_dark) * (lit * 0.8 + variety * 0.2)[..., None]
    plants = plants + ((canvas.noise(260, 200) - 0.5) * 46 * near)[..., None]
    earth = canvas.shade(soil)[None, None] + ((canvas.noise(160, 200, 2) - 0.5) * 34 * near)[..., None]
    ground = earth * (1 - planted) + plants * planted
    far = np.exp(-(below / ground_height) * 5.5)[..., None] * 0.85
    ground = ground * (1 - far) + canvas.shade(mix(crop, soil, 0.35), 0.45) * far
    glow = (np.exp(-(((canvas.x - vanish_x) / 420) ** 2)) * np.exp(-near * 2.4))[..., None]
    ground = ground * (1 - glow * 0.45) + rgb(canvas.time.light) * glow * 0.45
    canvas.lay(smoothstep(-1, 1, canvas.y - horizon), ground)


def blossoms(canvas: Canvas, horizon: float, color: Color, spacing: float) -> None:
    """Flower heads on the rows that `rows` has just drawn with the same spacing."""
    with canvas.brush() as brush:
        for _ in range(1500):
            depth = 1 + canvas.rng.random() ** 1.3 * 9
            y = horizon + (canvas.height - horizon) / depth
            row = round(canvas.rng.normal(0, 9))
            x = canvas.sun_x + (row + 0.5 + canvas.rng.normal(0, 0.12)) * spacing / depth
            radius = 9.5 / depth * (0.6 + canvas.rng.random() * 0.8)
            if -20 < x < canvas.width + 20:
                petal = mix(canvas.shade(color), canvas.time.light, canvas.rng.random() * 0.35)
                brush.ellipse(x, y - radius * 1.3, radius, radius * 0.9, petal)
