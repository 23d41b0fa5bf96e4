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

MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 40_000_000
# Their decoders hold several copies of the whole picture: 16 and 9 to 14 bytes a pixel, where PNG takes 4 and JPEG 2.
MOST_PIXELS_OF = {"WEBP": 12_000_000, "AVIF": 12_000_000}
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
        raise Refused(_("This picture is larger than 12 MB. Send a smaller one, or a screenshot of it."))
    file.seek(0)
    content = file.read()
    image = _open(content)
    area = image.width * image.height
    _check_area(area, str(image.format))
    try:
        with AT_ONCE:
            return bare_pixels(image, longest_edge) if area <= MOST_PIXELS_HERE else _by_child(content, longest_edge)
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
        raise Refused(_("This picture has more than 40 million pixels. Make it smaller and try again.")) from error
    except Exception as error:
        raise Refused(_("This is no picture that we can read. Send a JPEG, PNG, WebP or AVIF file.")) from error


def _check_area(area: int, kind: str) -> None:
    if area > MOST_PIXELS:
        raise Refused(_("This picture has more than 40 million pixels. Make it smaller and try again."))
    if area > MOST_PIXELS_OF.get(kind, MOST_PIXELS):
        raise Refused(_("A WebP or AVIF picture may have 12 million pixels. Save this one as a JPEG and send that."))


def _by_child(content: bytes, longest_edge: int) -> Image.Image:
    question = b"%d\n%b" % (longest_edge, content)
    answer = children.ask("picture_pixels.py", question=question, limits=CHILD_LIMITS)
    head, _newline, pixels = answer.partition(b"\n")
    mode, width, height = json.loads(head)
    return Image.frombytes(mode, (width, height), pixels)
