"""The formats that take too long to make while somebody waits."""

import io

from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from core.uploads.models import Picture
from core.uploads.services.pictures import save_once

AVIF_QUALITY = 55
# Of 0 to 10. At 8 it takes a third of the time of the default (6) and is a twentieth larger.
AVIF_SPEED = 8
JPEG_QUALITY = 78


def make_more_formats(*, picture_id: int) -> None:
    """AVIF in every width and one JPEG, from the WebP that is kept. May run twice; a picture gone meanwhile is nothing."""
    picture = Picture.objects.filter(pk=picture_id, more_formats_at=None).first()
    if picture is None:
        return
    with default_storage.open(picture.name_at(picture.width)) as file, Image.open(file, formats=["WEBP"]) as webp:
        image = webp.convert("RGBA" if "A" in webp.getbands() else "RGB")
    for width in picture.widths:
        save_once(picture.name_at(width, ".avif"), _avif(_narrowed(image, width)))
    save_once(picture.name_at(picture.jpeg_width, ".jpg"), _jpeg(_narrowed(image, picture.jpeg_width)))
    Picture.objects.filter(pk=picture_id).update(more_formats_at=timezone.now())


def _narrowed(image: Image.Image, width: int) -> Image.Image:
    if width == image.width:
        return image
    return image.resize((width, max(1, round(image.height * width / image.width))))


def _avif(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    # One thread: the pages that people wait for run beside this one.
    image.save(buffer, "AVIF", quality=AVIF_QUALITY, speed=AVIF_SPEED, max_threads=1)
    return buffer.getvalue()


def _jpeg(image: Image.Image) -> bytes:
    if image.mode == "RGBA":
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        image = paper
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=JPEG_QUALITY, progressive=True, optimize=True)
    return buffer.getvalue()
