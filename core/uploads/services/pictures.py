import hashlib
import io
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


def store_picture(
    *, uploaded_by: Any, file: File, alt: LocalizedText | None = None, more_formats: bool = True
) -> Picture:
    """Check, strip, re-encode and keep a picture with its narrower renditions.

    Raises `Refused` with a sentence when the file is no picture, is damaged or too big; then nothing is kept. Other
    formats than WebP follow in the background unless `more_formats` is False.
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
    with transaction.atomic():
        picture = Picture.objects.create(
            file=name, width=image.width, height=image.height, alt=alt or LocalizedText(), uploaded_by=uploaded_by
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
