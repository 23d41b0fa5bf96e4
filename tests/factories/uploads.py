import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.uploads.models import Picture
from core.uploads.services.pictures import store_picture


def image_bytes(size=(64, 48), kind="PNG", mode="RGB", color=(200, 80, 20), **options) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, color).save(buffer, kind, **options)
    return buffer.getvalue()


def uploaded(content: bytes | None = None, name="photo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, image_bytes() if content is None else content, content_type="image/png")


def PictureFactory(**fields) -> Picture:
    """Through the service: a picture in a test went the way every picture goes."""
    return store_picture(uploaded_by=None, file=uploaded(), **fields)
