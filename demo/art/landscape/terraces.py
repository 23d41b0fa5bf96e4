"""Terraced ground: rice paddies that hold the sky, and dry loess steps."""

import numpy as np

from demo.art.canvas import Canvas
from demo.art.color import Pixels, mix, rgb, smoothstep


def paddies(canvas: Canvas, horizon: float, flooded: float) -> None:
    """`flooded` is the share of terraces under water; the others are in crop."""
    season, near = canvas.season, np.clip((canvas.y - horizon) / (canvas.height - horizon), 0, 1)
    noise = canvas.noise(3, 3, 2) * 0.62 + canvas.noise(6, 5, 2) * 0.2
    level = near**0.62 * 15 + (noise - 0.4) * 9.5
    step = np.floor(level)
    phase = level - step
    variety = ((np.sin(step * 91.7 + 1.3) * 43758.5453) % 1)[..., None]
    bank_width = 0.20 + 0.10 * (1 - near)
    past_bank = phase - bank_width
    bank = (1 - smoothstep(0, 1, (past_bank + 0.03) / 0.06))[..., None]
    lip = np.exp(-(((past_bank - 0.02) / 0.035) ** 2))[..., None]
    water = _mirrored_sky(canvas, horizon, near, past_bank)
    crop = np.where(variety > 0.5, canvas.shade(season.crop), canvas.shade(mix(season.crop, season.leaf, 0.6)))
    tufts = ((canvas.noise(280, 240) - 0.5) * 40)[..., None]
    crop = crop + tufts + ((phase - 0.6) * 42)[..., None]
    sprouts = (np.sin(canvas.x * 0.23 + step) * np.sin(phase * 44) > 0.55)[..., None] * near[..., None] * 0.4
    water = water * (1 - sprouts) + canvas.shade(season.leaf_dark) * sprouts
    ground = np.where(variety < flooded, water, crop)
    grass = canvas.shade(mix(season.near, "#23321f", 0.25)) + ((canvas.noise(200, 200) - 0.5) * 30)[..., None]
    ground = ground * (1 - bank) + grass * bank
    ground = ground * (1 - lip * 0.7) + mix(canvas.time.light, "#ffffff", 0.2) * lip * 0.7
    far = np.exp(-near * 6)[..., None] * 0.7
    canvas.lay(smoothstep(-1, 1, canvas.y - horizon), ground * (1 - far) + rgb(canvas.time.haze) * far)


def _mirrored_sky(canvas: Canvas, horizon: float, near: Pixels, past_bank: Pixels) -> Pixels:
    mirrored_y = np.clip(horizon * (0.80 - 0.72 * near**0.8 - 0.10 * past_bank), 0, canvas.height - 1).astype(int)
    sky = canvas.image[mirrored_y, np.clip(canvas.x, 0, canvas.width - 1).astype(int)]
    shine = np.exp(-(((canvas.x - canvas.sun_x) / (60 + 200 * near)) ** 2))[..., None] * 0.55
    sky = sky * (1 - shine) + rgb(canvas.time.sun) * shine
    return sky * 0.86 + rgb(canvas.time.light) * 0.14


def loess(canvas: Canvas, horizon: float) -> None:
    near = np.clip((canvas.y - horizon) / (canvas.height - horizon), 0, 1)
    level = near**0.7 * 10 + (canvas.noise(3, 3, 2) - 0.5) * 6
    step = np.floor(level)
    phase = level - step
    variety = (np.sin(step * 17.3) * 43758.5453) % 1
    pale, deep = canvas.shade("#e0b673"), canvas.shade("#b97f45")
    shadow = (smoothstep(0.0, 0.8, 1 - phase) * 0.75 + variety * 0.25)[..., None]
    ground = pale + (deep - pale) * shadow + ((canvas.noise(200, 150, 2) - 0.5) * 30)[..., None]
    scrub = (smoothstep(0.60, 0.68, canvas.noise(90, 60, 2)) * (phase > 0.35))[..., None]
    ground = ground * (1 - scrub * 0.8) + canvas.shade("#7d8a45") * scrub * 0.8
    far = np.exp(-near * 4.5)[..., None] * 0.75
    canvas.lay(smoothstep(-1, 1, canvas.y - horizon), ground * (1 - far) + rgb(canvas.time.haze) * far)
