"""From an opened picture to upright, small, bare pixels. Also a script that does so alone, for pictures that are large.

Imports nothing but Pillow: as a script it starts in a twentieth of a second and holds 20 MiB. Only for WebP and AVIF that
Pillow's decoders would need several copies of it takes FFmpeg's, which hold one, in the colours of the file.
"""

import io
import json
import sys
from math import ceil
from typing import Any

from PIL import Image, ImageCms, ImageOps

ACCEPTED_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
# Pillow's decoders of these hold 16 and 9 to 14 bytes a pixel, FFmpeg's 2 to 4.
DEMUXERS = {"WEBP": "webp_pipe", "AVIF": "mov"}
MOST_PIXELS_BY_PILLOW = 12_000_000
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


def bare_pixels_by_frames(content: io.BytesIO, kind: str, size: tuple[int, int], longest_edge: int) -> Image.Image:
    """As `bare_pixels`, of a "WEBP" or "AVIF". Raises ValueError for what FFmpeg sees otherwise, such as tiles."""
    exif, profile = _webp_metadata(content) if kind == "WEBP" else _avif_metadata(content)
    shrink = min(1, longest_edge / max(size))
    wanted = (max(1, round(size[0] * shrink)), max(1, round(size[1] * shrink)))
    small = _frame(content, kind, size, wanted, at=0)
    if kind == "AVIF" and (alpha := _frame(content, kind, size, wanted, at=1)) is not None:
        small.putalpha(alpha)
    if small.mode == "RGBA" and small.getextrema()[3] == (255, 255):
        small = small.convert("RGB")  # WebP without loss always says that it may be transparent
    small = _in_srgb(small, profile)
    small.getexif()[ORIENTATION] = exif.get(ORIENTATION, 1)
    upright = ImageOps.exif_transpose(small)
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    return bare


def _frame(content: io.BytesIO, kind: str, size: tuple[int, int], wanted: tuple[int, int], *, at: int) -> Any:
    """The first frame of the picture (0) or of its alpha (1), scaled down; None for an alpha that is not there."""
    import av

    content.seek(0)
    options = {"codec_whitelist": "webp,vp8,libdav1d", "probesize": str(len(content.getbuffer())), "max_streams": "2"}
    with av.open(content, format=DEMUXERS[kind], options=options) as container:
        if len(container.streams) <= at:
            return None
        stream = container.streams.video[at]
        if at and not str(stream.codec_context.pix_fmt).startswith("gray"):
            return None  # no alpha but the other frames of a film
        if (stream.width, stream.height) != size or len(container.streams) > 2:
            raise ValueError("this is no single frame")
        stream.codec_context.thread_count = 1
        frame = next(container.decode(stream))  # type: ignore[union-attr]
        has_alpha = any(component.is_alpha for component in frame.format.components)
        mode, pixels = ("L", "gray") if at else ("RGBA", "rgba") if has_alpha else ("RGB", "rgb24")
        plane = frame.reformat(*wanted, format=pixels, interpolation="AREA").planes[0]
        return Image.frombytes(mode, wanted, bytes(plane), "raw", mode, plane.line_size)


def _webp_metadata(content: io.BytesIO) -> tuple[Image.Exif, bytes | None]:
    """From the chunks of the file (RFC 9649): Pillow would make room for all of its frames."""
    exif, profile, at, whole = Image.Exif(), None, 12, content.getbuffer()
    while at + 8 <= len(whole):
        name, length = bytes(whole[at : at + 4]), int.from_bytes(whole[at + 4 : at + 8], "little")
        body = whole[at + 8 : at + 8 + length]
        if name == b"EXIF":
            exif.load(bytes(body))
        elif name == b"ICCP":
            profile = bytes(body)
        at += 8 + length + length % 2
    return exif, profile


def _avif_metadata(content: io.BytesIO) -> tuple[Image.Exif, bytes | None]:
    content.seek(0)
    with Image.open(content, formats=["AVIF"]) as image:
        return image.getexif(), image.info.get("icc_profile")


def main() -> None:
    longest_edge, kind, width, height = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    content = io.BytesIO(sys.stdin.buffer.read())
    if kind in DEMUXERS and width * height > MOST_PIXELS_BY_PILLOW:
        image = bare_pixels_by_frames(content, kind, (width, height), longest_edge)
    else:
        image = bare_pixels(Image.open(content, formats=ACCEPTED_FORMATS), longest_edge)
    sys.stdout.buffer.write(json.dumps([image.mode, *image.size]).encode() + b"\n")
    sys.stdout.buffer.write(image.tobytes())


if __name__ == "__main__":
    main()
