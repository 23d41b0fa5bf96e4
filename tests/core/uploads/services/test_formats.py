import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from core.uploads.models import Picture
from core.uploads.services.formats import make_more_formats
from core.uploads.services.pictures import store_picture
from tests.factories.uploads import image_bytes, uploaded

pytestmark = pytest.mark.django_db


def opened(name: str) -> Image.Image:
    with default_storage.open(name) as file:
        return Image.open(io.BytesIO(file.read()))


def test_avif_in_every_width_and_one_jpeg():
    picture = store_picture(uploaded_by=None, file=uploaded(image_bytes((1500, 750), "JPEG")))
    assert picture.more_formats_at is None
    assert not default_storage.exists(picture.name_at(320, ".avif"))
    make_more_formats(picture_id=picture.pk)
    picture.refresh_from_db()
    assert picture.more_formats_at is not None
    for width in (320, 640, 1280, 1500):
        image = opened(picture.name_at(width, ".avif"))
        assert (image.format, image.size) == ("AVIF", (width, width // 2))
        assert not {"exif", "xmp", "icc_profile"} & image.info.keys()
    jpeg = opened(picture.name_at(1280, ".jpg"))
    assert (jpeg.format, jpeg.size, "exif" in jpeg.info) == ("JPEG", (1280, 640), False)


def test_what_can_be_seen_through_lies_on_white_paper_where_it_cannot():
    picture = store_picture(uploaded_by=None, file=uploaded(image_bytes(mode="RGBA", color=(0, 0, 0, 0))))
    make_more_formats(picture_id=picture.pk)
    assert opened(picture.name_at(64, ".jpg")).getpixel((5, 5)) == (255, 255, 255)
    assert opened(picture.name_at(64, ".avif")).convert("RGBA").getpixel((5, 5))[3] == 0


def test_a_commit_starts_it_and_twice_is_once(django_capture_on_commit_callbacks, monkeypatch):
    with django_capture_on_commit_callbacks(execute=True):
        picture = store_picture(uploaded_by=None, file=uploaded())
    picture.refresh_from_db()
    made_at = picture.more_formats_at
    assert made_at is not None
    make_more_formats(picture_id=picture.pk)
    picture.refresh_from_db()
    assert picture.more_formats_at == made_at


def test_a_picture_of_the_demo_waits_for_nothing(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture = store_picture(uploaded_by=None, file=uploaded(), more_formats=False)
    assert Picture.objects.get(pk=picture.pk).more_formats_at is None


def test_a_picture_that_is_gone_is_nothing():
    make_more_formats(picture_id=404)
    assert not Picture.objects.exists()
