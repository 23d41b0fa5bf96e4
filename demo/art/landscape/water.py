"""Still water: what stands above the shore, upside down and a little broken."""

import numpy as np

from demo.art.canvas import Canvas
from demo.art.color import rgb, smoothstep


def water(canvas: Canvas, shore: float) -> None:
    above = canvas.image.copy()
    ripple = (canvas.noise(20, 160) - 0.5) * 34
    mirrored_y = np.clip(2 * shore - canvas.y - ripple, 0, canvas.height - 1).astype(int)
    surface = above[mirrored_y, canvas.x.astype(int)] * 0.86 + rgb(canvas.time.sky[0]) * 0.14
    near = np.clip((canvas.y - shore) / (canvas.height - shore), 0, 1)
    glitter = smoothstep(0.60, 0.72, canvas.noise(14, 210))
    glitter = (glitter * np.exp(-(((canvas.x - canvas.sun_x) / (90 + 240 * near)) ** 2)))[..., None]
    surface = surface * (1 - glitter * 0.75) + rgb(canvas.time.sun) * glitter * 0.75
    canvas.lay(smoothstep(-1, 1, canvas.y - shore), surface)
