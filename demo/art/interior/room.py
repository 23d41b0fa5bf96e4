"""A room seen straight on: wall, floor, a window with a view, sunbeams and a bulb."""

import numpy as np
from PIL import Image

from demo.art.brush import Brush
from demo.art.canvas import Canvas
from demo.art.color import Color, Pixels, mix, rgb, smoothstep
from demo.art.scenes import tea, terraces

Box = tuple[int, int, int, int]  # left, top, right, bottom


def wall_and_floor(canvas: Canvas, wall: Color, floor: Color, skirting_y: float, light_x: float) -> None:
    """`light_x` is where the daylight comes from, as a share of the width."""
    dim = canvas.time.tint_strength * 0.7
    wall, floor = mix(wall, canvas.time.tint, dim), mix(floor, canvas.time.tint, dim)
    from_light = np.hypot(
        (canvas.x - canvas.width * light_x) / canvas.width, (canvas.y - canvas.height * 0.25) / canvas.height
    )
    away = np.clip(from_light, 0, 1.1)[..., None]
    plaster = ((canvas.noise(90, 60, 3) - 0.5) * 14)[..., None]
    lit_wall = _lit(away, mix(wall, canvas.time.light, 0.55), mix(wall, "#2b2a3a", 0.28), 0.8)
    canvas.lay(np.ones((canvas.height, canvas.width), np.float32), lit_wall + plaster)
    near = np.clip((canvas.y - skirting_y) / (canvas.height - skirting_y), 0, 1)
    depth = (canvas.height - skirting_y) / np.clip(canvas.y - skirting_y, 1, None)
    column = np.abs(((canvas.x - canvas.width / 2) * depth / 190) % 1 - 0.5) > 0.485
    joint = (column | (np.abs((depth * 3.1) % 1 - 0.5) > 0.47)) & (near > 0.03)
    worn = ((canvas.noise(140, 120, 2) - 0.5) * 16)[..., None]
    boards = _lit(away, mix(floor, canvas.time.light, 0.3), mix(floor, "#221f2b", 0.35), 0.7) + worn
    boards = boards * (1 - joint[..., None] * 0.10)
    canvas.lay(smoothstep(-1, 1, canvas.y - skirting_y), boards)


def _lit(away: Pixels, bright: Pixels, dark: Pixels, strength: float) -> Pixels:
    return bright[None, None] * (1 - away * strength) + dark[None, None] * away * strength


def view(canvas: Canvas, box: Box) -> None:
    """A landscape through a window, in the room's own light."""
    outside = Canvas(f"{canvas.rng.random()}", canvas.time.name, canvas.season.name)
    scene = tea if outside.rng.random() < 0.5 else terraces
    scene.paint(outside)
    left, top, right, bottom = box
    size = (right - left, bottom - top)
    seen = outside.finish(3).crop((200, 60, 1400, 60 + int(1200 * size[1] / size[0])))
    seen = seen.resize(size, Image.Resampling.LANCZOS)
    canvas.image[top:bottom, left:right] = np.asarray(seen, np.float32) * 0.8 + rgb(canvas.time.sun) * 0.2


def window(brush: Brush, box: Box, columns: int = 3, rows: int = 2, color: Color = "#7a5334") -> None:
    left, top, right, bottom = box
    frame = brush.shade(color)
    for k in range(columns + 1):
        x = left + (right - left) * k / columns
        brush.rectangle(x - 6, top - 8, x + 6, bottom + 8, frame)
    for k in range(rows + 1):
        y = top + (bottom - top) * k / rows
        brush.rectangle(left - 8, y - 6, right + 8, y + 6, frame)
    sill = mix(frame, brush.canvas.time.light, 0.35)
    brush.rectangle(left - 22, bottom + 6, right + 22, bottom + 24, sill, 3)


def sunbeams(canvas: Canvas, box: Box, skirting_y: float, strength: float = 0.30) -> None:
    left, top, right, _ = box
    beams, floor_y, light = 3, canvas.height, canvas.time.light
    with canvas.brush(blur=9) as brush:
        for k in range(beams):
            start = left + (right - left) * k / beams + 12
            end = left + (right - left) * (k + 1) / beams - 12
            beam = [(start, top), (end, top), (end + 420, floor_y), (start + 330, floor_y)]
            brush.polygon(beam, light, int(255 * strength * 0.55))
            pool_y = skirting_y + 90
            pool = [
                (start + 250, pool_y),
                (end + 280, pool_y),
                (end + 420, floor_y - 20),
                (start + 350, floor_y - 20),
            ]
            brush.polygon(pool, light, int(255 * strength))


def bulb(brush: Brush, x: float, y: float) -> None:
    brush.line([(x, 0), (x, y)], "#3a322c", 2.4)
    brush.polygon([(x - 34, y + 22), (x - 12, y), (x + 12, y), (x + 34, y + 22)], brush.shade("#2f5a6e"))
    brush.ellipse(x, y + 24, 13, 12, "#fff3c4")
