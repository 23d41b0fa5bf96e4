"""A line of power poles walking up to the viewer."""

import math

from demo.art.brush import Brush

POLES = 5


def poles(brush: Brush, horizon: float, first_x: float, last_x: float) -> None:
    previous: list[tuple[float, float]] = []
    for k in range(POLES):
        t = k / (POLES - 1)
        scale = 0.28 + 0.72 * t**1.5
        x, y = first_x + (last_x - first_x) * t**1.3, horizon + 16 + 150 * t**1.6
        height, color = 250 * scale, brush.shade("#4c423c", 0.5 * (1 - t))
        brush.line([(x, y), (x, y - height)], color, 5 * scale)
        arm_y = y - height * 0.93
        brush.line([(x - 26 * scale, arm_y), (x + 26 * scale, arm_y)], color, 4 * scale)
        tips = [(x - 24 * scale, y - height * 0.94), (x + 24 * scale, y - height * 0.94)]
        for start, end in zip(previous, tips, strict=False):
            wire = [
                (
                    start[0] + (end[0] - start[0]) * q / 14,
                    start[1] + (end[1] - start[1]) * q / 14 + math.sin(q / 14 * math.pi) * 20 * scale,
                )
                for q in range(15)
            ]
            brush.line(wire, color, 1.1)
        previous = tips
