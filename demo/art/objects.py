"""Single objects (an orange, a key, a thumb): Fluent Emoji 3D, graded down so that they sit in the painted world."""

from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter

VARIATION_SELECTOR = 0xFE0F
SHADOW_COLOR = (38, 20, 10, 0)
GRADE_WARMTH = "#f3b45a"


class ObjectShelf:
    """The `assets` folder of the npm package @lobehub/fluent-emoji-3d."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, character: str) -> Path:
        points = [ord(part) for part in character]
        for wanted in (points, [point for point in points if point != VARIATION_SELECTOR]):
            path = self.folder / ("-".join(f"{point:x}" for point in wanted) + ".webp")
            if path.exists():
                return path
        raise FileNotFoundError(f"{character} is not in {self.folder}")

    def picture(self, character: str, size: int) -> Image.Image:
        """Square, graded, on a transparent ground."""
        return graded(_opened(self.file(character)).resize((size, size), Image.Resampling.LANCZOS))


@cache
def _opened(path: Path) -> Image.Image:
    return Image.open(path).convert("RGBA")


def graded(picture: Image.Image, warmth: str = GRADE_WARMTH) -> Image.Image:
    """A little less saturated and a little warmer, so that nothing shines."""
    colors = ImageEnhance.Color(picture.convert("RGB")).enhance(0.95)
    colors = Image.blend(colors, Image.new("RGB", colors.size, warmth), 0.06).convert("RGBA")
    colors.putalpha(picture.getchannel("A"))
    return colors


def shadow(picture: Image.Image, right: int, down: int, blur: float, strength: float) -> Image.Image:
    """The shadow alone, on a sheet of the picture's size."""
    cast = Image.new("RGBA", picture.size, SHADOW_COLOR)
    cast.putalpha(picture.getchannel("A").point(lambda value: int(value * strength)))
    sheet = Image.new("RGBA", picture.size)
    sheet.paste(cast.filter(ImageFilter.GaussianBlur(blur)), (right, down))
    return sheet


def with_margin(picture: Image.Image, margin: int = 30) -> Image.Image:
    """Room for the shadow."""
    sheet = Image.new("RGBA", (picture.width + 2 * margin, picture.height + 2 * margin))
    sheet.paste(picture, (margin, margin))
    return sheet


def grain(picture: Image.Image, seed: int, strength: float = 9.0) -> Image.Image:
    rng = np.random.default_rng(seed)
    pixels = np.asarray(picture.convert("RGB"), np.float32)
    height, width = pixels.shape[:2]
    cells = Image.fromarray(rng.random((height // 2, width // 2)).astype(np.float32))
    coarse = np.asarray(cells.resize((width, height), Image.Resampling.BICUBIC)) - 0.5
    noise = coarse * strength * 1.5 + rng.normal(0, strength * 0.45, (height, width))
    return Image.fromarray(np.clip(pixels + noise[..., None], 0, 255).astype(np.uint8))
