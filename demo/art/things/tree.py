"""A round tree in four tones, lit from the sun's side, with fruit if asked."""

import math

from demo.art.brush import Brush
from demo.art.color import Color, mix

LEAF_CLUMPS = 26
GOLDEN_ANGLE = 2.399  # radians; spreads clumps and fruit without rows


def tree(brush: Brush, x: float, y: float, radius: float, fruit: Color | None = None, distance: float = 0.0) -> None:
    season = brush.canvas.season
    brush.ellipse(x + radius * 0.25, y, radius * 1.1, radius * 0.17, brush.shade("#22301f", distance), 110)
    trunk = [
        (x - radius * 0.09, y),
        (x - radius * 0.06, y - radius * 0.9),
        (x + radius * 0.06, y - radius * 0.9),
        (x + radius * 0.1, y),
    ]
    brush.polygon(trunk, brush.shade("#5c4230", distance))
    center_y = y - radius * 1.15
    sunny_side = -1 if brush.canvas.sun_x < x else 1
    _crown(brush, x, center_y, radius, sunny_side, distance)
    for _ in range(int(radius * 0.9)):
        angle, reach = brush.rng.random() * 6.28, brush.rng.random() ** 0.5 * 0.92
        leaf_x, leaf_y = x + math.cos(angle) * reach * radius, center_y + math.sin(angle) * reach * radius * 0.86
        lit = brush.rng.random() < 0.5 - 0.4 * math.sin(angle)
        color = mix(season.leaf, brush.canvas.time.light, 0.3) if lit else season.leaf_dark
        brush.ellipse(leaf_x, leaf_y, radius * 0.035, radius * 0.018, brush.shade(color, distance))
    if fruit is not None:
        _fruit(brush, x, center_y, radius, sunny_side, fruit, distance)


def _crown(brush: Brush, x: float, y: float, radius: float, sunny_side: int, distance: float) -> None:
    season = brush.canvas.season
    clumps = []
    for k in range(LEAF_CLUMPS):
        angle = k * GOLDEN_ANGLE + brush.rng.normal(0, 0.25)
        reach = 0.74 * math.sqrt((k + 0.5) / LEAF_CLUMPS)
        clumps.append((math.cos(angle) * reach, math.sin(angle) * reach * 0.8, 0.27 + 0.13 * brush.rng.random()))
    clumps.sort(key=lambda clump: clump[1])
    tones = (  # colour, how far it is moved towards the sun, size, lowest clump that gets it
        (mix(season.leaf_dark, "#10241c", 0.35), 0.0, 1.05, math.inf),
        (season.leaf_dark, 0.05, 0.92, math.inf),
        (season.leaf, 0.13, 0.66, 0.42),
        (mix(season.leaf, brush.canvas.time.light, 0.45), 0.22, 0.26, 0.42 - 0.2),
    )
    for color, shift, size, lowest in tones:
        for clump_x, clump_y, clump_radius in clumps:
            if clump_y > lowest:
                continue
            spread = clump_radius * size * radius
            center = (x + (clump_x + sunny_side * shift * 0.9) * radius, y + (clump_y - shift) * radius)
            brush.ellipse(*center, spread, spread * 0.92, brush.shade(color, distance))


def _fruit(brush: Brush, x: float, y: float, radius: float, sunny_side: int, color: Color, distance: float) -> None:
    size = max(1.6, radius * 0.062)
    for k in range(int(12 + radius * 0.36)):
        angle, reach = k * GOLDEN_ANGLE + brush.rng.normal(0, 0.5), 0.9 * math.sqrt(brush.rng.random())
        fruit_x, fruit_y = x + math.cos(angle) * reach * radius, y + math.sin(angle) * reach * radius * 0.85
        brush.ellipse(fruit_x, fruit_y, size, size, brush.shade(mix(color, "#7a2b10", 0.35), distance))
        lit_x, lit_y = fruit_x + sunny_side * size * 0.18, fruit_y - size * 0.2
        brush.ellipse(lit_x, lit_y, size * 0.78, size * 0.78, brush.shade(color, distance))
        shine_x, shine_y = fruit_x + sunny_side * size * 0.3, fruit_y - size * 0.34
        brush.ellipse(shine_x, shine_y, size * 0.28, size * 0.28, mix(color, "#fff4d0", 0.7))
