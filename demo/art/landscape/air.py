"""What is in the air: sky and sun, mist, smoke from a kitchen, birds."""

import math

import numpy as np

from demo.art.canvas import Canvas
from demo.art.color import mix, rgb, smoothstep

SUN_RADIUS = 58
STARS = 90


def sky(canvas: Canvas, horizon: float) -> None:
    time = canvas.time
    stops = np.stack([rgb(color) for color in time.sky])
    height = np.clip(canvas.y / horizon, 0, 1) * (len(stops) - 1)
    height = height + (canvas.noise(5, 4, 2) - 0.5) * 0.35
    stop = np.clip(height.astype(int), 0, len(stops) - 2)
    fraction = np.clip(height - stop, 0, 1)[..., None]
    canvas.image = stops[stop] * (1 - fraction) + stops[stop + 1] * fraction
    _clouds(canvas, horizon)
    if time.name == "predawn":
        _stars(canvas, horizon)
    _sun(canvas, horizon)


def _clouds(canvas: Canvas, horizon: float) -> None:
    """Long and thin, in one band half way up."""
    cloud = canvas.noise(4, 26, 3) * 0.65 + canvas.noise(9, 60, 2) * 0.35
    band = np.exp(-(((canvas.y - horizon * 0.52) / (horizon * 0.33)) ** 2))
    canvas.lay(smoothstep(0.52, 0.68, cloud) * band * 0.6, mix(canvas.time.sun, canvas.time.haze, 0.35))


def _stars(canvas: Canvas, horizon: float) -> None:
    for _ in range(STARS):
        x = int(canvas.rng.random() * canvas.width)
        y = int(canvas.rng.random() ** 1.6 * horizon * 0.55)
        canvas.image[y : y + 2, x : x + 2] = mix(canvas.image[y, x], "#fff6dd", 0.5 + 0.5 * canvas.rng.random())


def _sun(canvas: Canvas, horizon: float) -> None:
    time = canvas.time
    canvas.sun_x = canvas.width * (0.22 + 0.56 * canvas.rng.random())
    canvas.sun_y = horizon * (0.34 if time.name == "morning" else 0.70)
    distance = np.hypot(canvas.x - canvas.sun_x, canvas.y - canvas.sun_y)
    canvas.lay(np.exp(-((distance / 420) ** 1.4)) * 0.55, time.sun)
    canvas.lay(np.exp(-((distance / 150) ** 2)) * 0.5, time.sun)
    canvas.lay(1 - smoothstep(SUN_RADIUS - 1, SUN_RADIUS + 1, distance), time.disc)


def mist(canvas: Canvas, y: float, thickness: float, strength: float = 0.6) -> None:
    noise = canvas.noise(5, 3, 3)
    band = np.exp(-(((canvas.y - y - (noise - 0.5) * 90) / thickness) ** 2))
    canvas.lay(band * (0.35 + noise * 0.65) * strength, mix(canvas.time.haze, "#ffffff", 0.35))


def smoke(canvas: Canvas, x: float, y: float, size: float = 1.0) -> None:
    puffs = 46
    with canvas.brush(blur=4) as brush:
        phase = canvas.rng.random() * 6
        color = mix(canvas.time.haze, "#ffffff", 0.5)
        for puff in range(puffs):
            t = puff / puffs
            puff_x, puff_y = x + math.sin(t * 5 + phase) * 26 * t * size + t * 90 * size, y - t * 230 * size
            brush.ellipse(puff_x, puff_y, (5 + 26 * t) * size, (5 + 20 * t) * size, color, int(60 * (1 - t)))
