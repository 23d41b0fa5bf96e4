import hashlib
import io
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image

from core.events import publish
from core.localized import LocalizedText
from core.uploads.events import PictureStored
from core.uploads.models import VARIANT_WIDTHS, Picture, variant_name
from core.uploads.services.decoding import decode_picture

WEBP_QUALITY = 80
# Of 0 to 6. A twelve-megapixel photo takes half as long at 2 as at the default of 4 and grows by a twentieth.
WEBP_EFFORT = 2


@dataclass(frozen=True, kw_only=True)
class DrawnPicture:
    """What takes long is done: the renditions lie in the storage, under names that follow from what they hold."""

    name: str
    width: int
    height: int


def draw_picture(*, file: File) -> DrawnPicture:
    """Check, strip and re-encode. Asks the database nothing, and so may happen before a transaction opens.

    Raises `Refused` with a sentence when the file is no picture, is damaged or too big; then nothing is kept.
    """
    image = decode_picture(file=file)
    largest = _webp(image)
    digest = hashlib.sha256(largest).hexdigest()
    name = f"pictures/{digest[:2]}/{digest[2:34]}.webp"
    save_once(name, largest)
    for width in VARIANT_WIDTHS:
        if width < image.width:
            height = max(1, round(image.height * width / image.width))
            save_once(variant_name(name, width), _webp(image.resize((width, height))))
    return DrawnPicture(name=name, width=image.width, height=image.height)


def store_picture(
    *, uploaded_by: Any, file: File | DrawnPicture, alt: LocalizedText | None = None, more_formats: bool = True
) -> Picture:
    """Keep a picture with its narrower renditions; a file is drawn first (`draw_picture`, with its refusals).

    Other formats than WebP follow in the background unless `more_formats` is False.
    """
    drawn = file if isinstance(file, DrawnPicture) else draw_picture(file=file)
    with transaction.atomic():
        picture = Picture.objects.create(
            file=drawn.name,
            width=drawn.width,
            height=drawn.height,
            alt=alt or LocalizedText(),
            uploaded_by=uploaded_by,
        )
        if more_formats:
            publish(PictureStored(picture_id=picture.pk), actor=uploaded_by)
    return picture


def _webp(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=WEBP_QUALITY, method=WEBP_EFFORT)
    return buffer.getvalue()


def save_once(name: str, content: bytes) -> None:
    """The name follows from the content's hash: whoever wrote it first wrote the same."""
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
