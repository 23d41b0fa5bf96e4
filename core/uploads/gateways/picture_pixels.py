"""From an opened picture to upright, small, bare pixels. Also a script that does so alone, for pictures that are large.

Imports nothing but Pillow: as a script it starts in a twentieth of a second and holds 20 MiB.
"""

import io
import json
import sys
from math import ceil

from PIL import Image, ImageCms, ImageOps

ACCEPTED_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
STRIP_ROWS = 64
ORIENTATION = 0x0112


def bare_pixels(image: Image.Image, longest_edge: int) -> Image.Image:
    """The picture upright, in sRGB, no larger than `longest_edge` pixels either way, without any metadata."""
    # A JPEG can be decoded at half or a quarter of its size, which saves most of the time and the memory.
    shrink = min(1, longest_edge / max(image.size))
    image.draft("RGB", (int(image.width * shrink), int(image.height * shrink)))
    orientation = image.getexif().get(ORIENTATION, 1)
    profile = image.info.get("icc_profile")
    has_alpha = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    small = _reduced(image, "RGBA" if has_alpha else "RGB", longest_edge)
    del image  # up to 160 MB that nobody needs any more
    small.thumbnail((longest_edge, longest_edge))
    small = _in_srgb(small, profile)
    small.getexif()[ORIENTATION] = orientation
    upright = ImageOps.exif_transpose(small)
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    return bare


def _reduced(image: Image.Image, mode: str, longest_edge: int) -> Image.Image:
    """In `mode` and not much more than twice too large, strip by strip: the whole picture converted would be a copy."""
    factor = max(1, max(image.size) // (2 * longest_edge))
    if factor == 1 and image.mode == mode:
        return image
    small = Image.new(mode, (ceil(image.width / factor), ceil(image.height / factor)))
    for top in range(0, image.height, STRIP_ROWS * factor):
        strip = image.crop((0, top, image.width, min(image.height, top + STRIP_ROWS * factor)))
        if strip.mode == "I;16":
            strip = strip.point(lambda value: value / 256).convert("L")
        small.paste(strip.convert(mode).reduce(factor), (0, top // factor))
    return small


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Phones photograph in wider colours and say so in a profile; dropped without this, everyone looks pale."""
    if not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB")) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def main() -> None:
    longest_edge = int(sys.stdin.buffer.readline())
    content = io.BytesIO(sys.stdin.buffer.read())
    image = bare_pixels(Image.open(content, formats=ACCEPTED_FORMATS), longest_edge)
    sys.stdout.buffer.write(json.dumps([image.mode, *image.size]).encode() + b"\n")
    sys.stdout.buffer.write(image.tobytes())


if __name__ == "__main__":
    main()
