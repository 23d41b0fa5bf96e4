"""The big hall that factory, warehouse and canteen are set up in."""

import numpy as np

from demo.art.brush import Brush
from demo.art.canvas import Canvas
from demo.art.color import Color, mix, rgb, smoothstep
from demo.art.interior.perspective import CEILING, FLOOR, FOCAL_LENGTH, Perspective

EYE_Y = 380
HALF_WIDTH = 4.2  # metres
NEAR, FAR = 1.0, 16  # metres
LANE = 0.52  # metres either side of the middle, with a yellow line along it
LANE_LINE = 0.58


def hall(canvas: Canvas, floor: Color = "#b9bdb4", wall: Color = "#dfe3dc", lane: Color = "#3f8460") -> Perspective:
    canvas.sun_x, canvas.sun_y = canvas.width * 0.5, EYE_Y
    space = Perspective(canvas.width * 0.5, EYE_Y)
    canvas.image[:] = canvas.shade(wall)
    _floor(canvas, floor, lane)
    with canvas.brush() as brush:
        brush.polygon(
            [
                space.point(-HALF_WIDTH, CEILING, NEAR),
                space.point(HALF_WIDTH, CEILING, NEAR),
                space.point(HALF_WIDTH, CEILING, FAR),
                space.point(-HALF_WIDTH, CEILING, FAR),
            ],
            brush.shade("#8d98a0"),
        )
        _side_wall(brush, space, -HALF_WIDTH, wall, "#a9c6bb")
        _side_wall(brush, space, HALF_WIDTH, mix(wall, "#5a6070", 0.22), "#8aa79d")
        for k in range(9, 0, -1):
            _truss(brush, space, 0.6 + k * 1.6, 0.04 * k)
        end_wall = space.front((-HALF_WIDTH, HALF_WIDTH), (FLOOR, CEILING), FAR)
        brush.polygon(end_wall, mix(brush.shade(wall), canvas.time.light, 0.5))
        gate = space.front((-1.1, 1.1), (FLOOR, 0.9), 15.9)
        brush.polygon(gate, mix(canvas.time.sun, "#ffffff", 0.3))
    daylight = np.exp(-(((canvas.x - space.vanish_x) / 520) ** 2 + ((canvas.y - EYE_Y) / 300) ** 2))
    canvas.lay(daylight * 0.35, canvas.time.light)
    return space


def _floor(canvas: Canvas, floor: Color, lane: Color) -> None:
    depth = -FLOOR * FOCAL_LENGTH / np.clip(canvas.y - EYE_Y, 1, None)
    metres = (canvas.x - canvas.sun_x) * depth / FOCAL_LENGTH
    ground = canvas.shade(floor)[None, None] + ((canvas.noise(120, 160, 2) - 0.5) * 14)[..., None]
    gleam = (smoothstep(0.55, 0.8, canvas.noise(26, 8)) * 0.3)[..., None]
    ground = ground * (1 - gleam) + rgb(canvas.time.light) * gleam
    for color, left, right in (
        (lane, -LANE, LANE),
        ("#f2c84b", -LANE_LINE, -LANE),
        ("#f2c84b", LANE, LANE_LINE),
    ):
        painted = ((metres > left) & (metres < right))[..., None] * 0.88
        ground = ground * (1 - painted) + canvas.shade(color) * painted
    canvas.lay(smoothstep(-1, 1, canvas.y - (EYE_Y - FLOOR * FOCAL_LENGTH / FAR)), ground)


def _side_wall(brush: Brush, space: Perspective, x: float, wall: Color, dado: Color) -> None:
    time = brush.canvas.time
    brush.polygon(space.wall(x, (FLOOR, CEILING), (NEAR, FAR)), brush.shade(wall))
    brush.polygon(space.wall(x, (FLOOR, -0.3), (NEAR, FAR)), brush.shade(dado))
    bar, z = brush.shade("#5f7a78"), 1.7
    while z < 14:
        brush.polygon(space.wall(x, (0.25, 1.75), (z, z + 1.25)), mix(time.sky[2], time.sun, 0.75))
        brush.line([space.point(x, 0.25, z + 0.62), space.point(x, 1.75, z + 0.62)], bar, 3)
        brush.line([space.point(x, 1.0, z), space.point(x, 1.0, z + 1.25)], bar, 2)
        z += 1.9


def _truss(brush: Brush, space: Perspective, z: float, distance: float) -> None:
    steel = brush.shade("#4f6a74", distance)
    left, right = space.point(-HALF_WIDTH, CEILING, z), space.point(HALF_WIDTH, CEILING, z)
    brush.line([left, space.point(0, 2.95, z), right], steel, 34 / z)
    brush.line([space.point(-HALF_WIDTH, 2.2, z), space.point(HALF_WIDTH, 2.2, z)], steel, 20 / z)
    for lamp_x in (-1.9, 1.9):
        x, y = space.point(lamp_x, 1.85, z)
        brush.line([space.point(lamp_x, 2.2, z), (x, y)], "#3a4a50", 3 / z)
        low = y + 34 / z
        shade = [(x - 90 / z, low), (x - 34 / z, y), (x + 34 / z, y), (x + 90 / z, low)]
        brush.polygon(shade, brush.shade("#2f5a6e"))
        brush.ellipse(x, low, 78 / z, 20 / z, "#fff5cf")
