"""From bytes that a stranger sent to pixels and nothing else."""

import io
import json
from threading import BoundedSemaphore

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _
from PIL import Image

from core.errors import Refused
from core.uploads.gateways import children
from core.uploads.gateways.picture_pixels import ACCEPTED_FORMATS, bare_pixels
from core.uploads.models import LONGEST_EDGE

MOST_BYTES = 24 * 1024 * 1024
MOST_PIXELS = 64_000_000
# A PNG is decoded whole, 4 bytes a pixel; the others at half their size, or 2 to 4 bytes a pixel.
MOST_PIXELS_OF = {"PNG": 40_000_000}
# In the head of what iPhones photograph: HEVC, which browsers and Pillow do not read.
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1")
# Decoded here in at most 32 MiB; whatever is larger goes to a child, which takes a fifteenth of a second to start.
MOST_PIXELS_HERE = 2_000_000
CHILD_LIMITS = children.Limits(memory_bytes=232 * 1024 * 1024, cpu_seconds=20, wall_seconds=40)
# However many people send pictures at once, the site's memory holds this many.
AT_ONCE = BoundedSemaphore(2)


def decode_picture(*, file: File, longest_edge: int = LONGEST_EDGE) -> Image.Image:
    """The picture upright, in sRGB, no larger than `longest_edge` pixels either way, without any metadata.

    Raises `Refused` for what is too big, cut short or no picture. Bytes are judged by what they are; the name and the
    type that the browser claims are not looked at.
    """
    if file.size > MOST_BYTES:
        raise Refused(_("This picture is larger than 24 MB. Send a smaller one, or a screenshot of it."))
    file.seek(0)
    content = file.read()
    image = _open(content)
    area = image.width * image.height
    _check_area(area, str(image.format))
    try:
        with AT_ONCE:
            return (
                bare_pixels(image, longest_edge)
                if area <= MOST_PIXELS_HERE
                else _by_child(content, image, longest_edge)
            )
    except children.ChildFailed as error:
        raise Refused(
            _("This picture is cut short, damaged or too much for us. Save it smaller and send that.")
        ) from error
    except Exception as error:  # decoders meet hostile bytes here and raise whatever they like
        raise Refused(_("This picture is cut short or damaged. Take or save it again and send that one.")) from error


def _open(content: bytes) -> Image.Image:
    try:
        # Opening reads the header only. Formats that are not wanted never reach their decoder.
        return Image.open(io.BytesIO(content), formats=ACCEPTED_FORMATS)
    except Image.DecompressionBombError as error:
        raise Refused(_("This picture has more than 64 million pixels. Make it smaller and try again.")) from error
    except Exception as error:
        if _is_heic(content[:40]):
            raise Refused(
                _(
                    "This is a HEIC picture, as iPhones keep them, and we cannot read it. Send it as a JPEG: in Settings, "
                    "under Camera, Formats, choose Most Compatible; or send a screenshot of it."
                )
            ) from error
        raise Refused(_("This is no picture that we can read. Send a JPEG, PNG, WebP or AVIF file.")) from error


def _is_heic(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and b"avif" not in head and any(brand in head for brand in HEIC_BRANDS)


def _check_area(area: int, kind: str) -> None:
    if area > MOST_PIXELS:
        raise Refused(_("This picture has more than 64 million pixels. Make it smaller and try again."))
    if area > MOST_PIXELS_OF.get(kind, MOST_PIXELS):
        raise Refused(_("A PNG picture may have 40 million pixels. Save this one as a JPEG and send that."))


def _by_child(content: bytes, image: Image.Image, longest_edge: int) -> Image.Image:
    told = (str(longest_edge), str(image.format), str(image.width), str(image.height))
    answer = children.ask("picture_pixels.py", *told, question=content, limits=CHILD_LIMITS)
    head, _newline, pixels = answer.partition(b"\n")
    mode, width, height = json.loads(head)
    return Image.frombytes(mode, (width, height), pixels)
