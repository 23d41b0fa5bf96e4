"""What produce is carried in: bamboo basket, enamel basin, crate, striped sack. Each has a back and a front, so that
the heap can be laid between them."""

import math
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from demo.art.color import Color, mix, paint

INSIDES = {"basket": "#6e4a22", "enamel": "#e9edf0", "crate": "#7d552c", "sack": "#a98452"}
DEPTH = 0.40  # of the width
RIM = 0.13  # half the height of the opening, as a share of the width

Sheet = Image.Image
Point = tuple[float, float]


def back(size: tuple[int, int], kind: str, x: float, y: float, width: float) -> Sheet:
    """The ground shadow and the inside."""
    sheet, ground = Image.new("RGBA", size, (0, 0, 0, 0)), Image.new("RGBA", size, (0, 0, 0, 0))
    shade = (35, 18, 10, 150)
    _ellipse(ImageDraw.Draw(ground), x + width * 0.05, y + width * DEPTH * 0.98, width * 0.50, width * 0.075, shade)
    sheet.alpha_composite(ground.filter(ImageFilter.GaussianBlur(18)))
    _ellipse(ImageDraw.Draw(sheet), x, y, width * 0.5, width * RIM, paint(INSIDES[kind]))
    return sheet


def front(size: tuple[int, int], kind: str, rng: np.random.Generator, x: float, y: float, width: float) -> Sheet:
    sheet = Image.new("RGBA", size, (0, 0, 0, 0))
    if kind == "crate":
        _crate(ImageDraw.Draw(sheet), rng, x, y, width)
    else:
        _FRONTS[kind](sheet, x, y, width)
    return sheet


def _ellipse(
    draw: ImageDraw.ImageDraw, x: float, y: float, radius_x: float, radius_y: float, fill: tuple[int, int, int, int]
) -> None:
    draw.ellipse([x - radius_x, y - radius_y, x + radius_x, y + radius_y], fill=fill)


def _arc(x: float, y: float, radius_x: float, radius_y: float, start: float, end: float, steps: int) -> list[Point]:
    return [(x + math.cos(a) * radius_x, y + math.sin(a) * radius_y) for a in np.linspace(start, end, steps)]


def _basket(sheet: Sheet, x: float, y: float, width: float) -> None:
    draw, rows, columns = ImageDraw.Draw(sheet), 7, 26
    height, rim = width * DEPTH, width * RIM

    def point(angle: float, t: float) -> Point:
        reach = width * 0.5 * (1 - 0.22 * t)
        return x + math.cos(angle) * reach, y + height * t + math.sin(angle) * rim * (1 - 0.25 * t)

    for row in range(rows):
        top, bottom = row / rows, (row + 0.86) / rows
        for k in range(columns):
            start, end = math.pi * (1 - k / columns), math.pi * (1 - (k + 0.9) / columns)
            lit = 0.5 + 0.5 * math.cos((k / columns - 0.28) * math.pi)
            over = (row + k) % 2 == 0
            cane = mix("#c08d4c" if over else "#8a5c2a", "#f0cf92", (0.45 if over else 0.22) * lit)
            strip = [point(start, top), point(end, top), point(end, bottom), point(start, bottom)]
            draw.polygon(strip, fill=paint(cane))
    for k in range(9):
        box = [x - width * 0.515, y - rim * 1.05 + k * 2.2, x + width * 0.515, y + rim * 1.05 + k * 2.2]
        draw.arc(box, 0, 180, fill=paint(mix("#b07a3a", "#f3d79f", 0.9 - k * 0.1)), width=5)


def _enamel(sheet: Sheet, x: float, y: float, width: float) -> None:
    height, rim = width * DEPTH, width * RIM
    outline = _arc(x, y, width * 0.5, rim, math.pi, 0, 60)
    outline += _arc(x, y + height * 0.8, width * 0.36, rim * 0.8, 0, math.pi, 60)
    ImageDraw.Draw(sheet).polygon(outline, fill=paint("#f7f5ee"))
    mask, shade = Image.new("L", sheet.size, 0), Image.new("RGBA", sheet.size, (0, 0, 0, 0))
    ImageDraw.Draw(mask).polygon(outline, fill=255)
    _ellipse(ImageDraw.Draw(shade), x + width * 0.42, y + height * 0.4, width * 0.3, height, (70, 84, 120, 120))
    shaded = Image.alpha_composite(sheet, shade.filter(ImageFilter.GaussianBlur(40)))
    sheet.paste(shaded, (0, 0), mask)
    draw = ImageDraw.Draw(sheet)
    for offset, down, radius in ((0, 0.44, 40), (-64, 0.5, 26), (64, 0.5, 26)):
        _peony(draw, x + offset, y + height * down + rim, radius)
    for side in (-1, 1):
        leaf = [(88, 0.56), (130, 0.46), (138, 0.62)]
        draw.polygon([(x + side * a, y + height * b + rim) for a, b in leaf], fill=paint("#4f8a5a"))
    for k in range(12):
        box = [x - width * 0.505, y - rim + k - 2, x + width * 0.505, y + rim + k]
        draw.arc(box, 0, 180, fill=paint("#24407e"), width=6)


def _peony(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    for k in range(7):
        petal_x, petal_y = x + math.cos(k * 0.9) * radius * 0.62, y + math.sin(k * 0.9) * radius * 0.55
        _ellipse(draw, petal_x, petal_y, radius * 0.5, radius * 0.46, paint(("#d9483c", "#e2685c")[k % 2]))
    _ellipse(draw, x, y, radius * 0.4, radius * 0.36, paint("#f6c9a0"))


def _crate(draw: ImageDraw.ImageDraw, rng: np.random.Generator, x: float, y: float, width: float) -> None:
    height, left, right = width * DEPTH, x - width * 0.5, x + width * 0.5
    board = height * 0.29
    for row in range(3):
        top = y + row * height * 0.34 + 6
        draw.rectangle([left, top, right, top + board], fill=paint(mix("#c7925a", "#8d5f33", 0.15 * row)))
        draw.rectangle([left, top, right, top + 5], fill=paint("#e3b984"))
        for _ in range(16):
            start = left + width * rng.random()
            fibre = [(start, top + board * rng.random()), (min(right, start + 90), top + board * rng.random())]
            draw.line(fibre, fill=paint("#a8743f", 120), width=2)
    for post in (left, right):
        draw.rectangle([post - 22, y, post + 22, y + height * 1.04], fill=paint("#a8743f"))
        for nail in (0.16, 0.5, 0.84):
            _ellipse(draw, post, y + height * nail, 5, 5, paint("#4a331e"))


def _sack(sheet: Sheet, x: float, y: float, width: float) -> None:
    draw, height, rim = ImageDraw.Draw(sheet), width * DEPTH, width * RIM
    sides = [(0.54, 0.5), (0.47, 1.0), (-0.47, 1.0), (-0.54, 0.5)]
    outline = _arc(x, y, width * 0.5, rim, math.pi, 0, 40) + [(x + width * a, y + height * b) for a, b in sides]
    draw.polygon(outline, fill=paint("#d9b988"))
    stripes: tuple[Color, ...] = ("#c9402a", "#24407e", "#c9402a")
    for k, color in enumerate(stripes):
        left = x - width * 0.2 + k * width * 0.155
        draw.rectangle([left, y + rim + 10, left + width * 0.09, y + height - 4], fill=paint(color, 215))
    for k in range(10):
        box = [x - width * 0.52, y - rim * 1.05 + k * 3, x + width * 0.52, y + rim * 1.05 + k * 3]
        draw.arc(box, 0, 180, fill=paint(mix("#c9a46c", "#f1dcb4", 0.9 - k * 0.09)), width=6)


_FRONTS: dict[str, Callable[[Sheet, float, float, float], None]] = {
    "basket": _basket,
    "enamel": _enamel,
    "sack": _sack,
}
