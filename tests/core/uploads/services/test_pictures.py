import io
import struct
import zlib

import pytest
from django.core.files.storage import default_storage
from PIL import Image, ImageCms

from core.errors import Refused
from core.localized import LocalizedText
from core.uploads.models import Picture
from core.uploads.services import decoding
from core.uploads.services.pictures import store_picture
from tests.factories.uploads import image_bytes, uploaded

pytestmark = pytest.mark.django_db


def store(content: bytes, name: str = "photo.jpg") -> Picture:
    return store_picture(uploaded_by=None, file=uploaded(content, name))


def stored(picture: Picture, width: int | None = None) -> bytes:
    with default_storage.open(picture.name_at(width or picture.width)) as file:
        return file.read()


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims these dimensions in its header and has hardly any pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def exif(*, orientation: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = "Secret Phone Co"
    data.get_ifd(0x8825).update({1: "N", 2: (31.0, 1.0, 12.0), 3: "E", 4: (109.0, 27.0, 36.0)})
    return data


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_what_people_photograph_with_comes_out_as_webp(kind, shopper):
    picture = store_picture(
        uploaded_by=shopper, file=uploaded(image_bytes((400, 300), kind)), alt=LocalizedText.of("A basket")
    )
    with Image.open(io.BytesIO(stored(picture))) as image:
        assert (image.format, image.size) == ("WEBP", (400, 300))
    assert (picture.width, picture.height, picture.uploaded_by, str(picture.alt)) == (400, 300, shopper, "A basket")


def test_narrower_renditions_are_made_and_nothing_is_blown_up():
    picture = store(image_bytes((3000, 1500)))
    assert picture.widths == [320, 640, 1280, 1920]
    for width in picture.widths:
        with Image.open(io.BytesIO(stored(picture, width))) as image:
            assert image.size == (width, width // 2)
    assert store(image_bytes((200, 100))).widths == [200]


def test_the_name_is_the_contents_hash():
    first, again, other = store(image_bytes()), store(image_bytes()), store(image_bytes(color=(0, 0, 9)))
    assert first.file.name == again.file.name != other.file.name
    assert first.file.name.startswith("pictures/")


def test_where_it_was_taken_and_with_what_is_gone():
    original = image_bytes((400, 300), "JPEG", exif=exif())
    assert b"Secret Phone Co" in original
    assert Image.open(io.BytesIO(original)).getexif().get_ifd(0x8825)[1] == "N"
    picture = store(original)
    for width in picture.widths:
        content = stored(picture, width)
        with Image.open(io.BytesIO(content)) as image:
            assert dict(image.getexif()) == {}
            assert "exif" not in image.info
            assert "xmp" not in image.info
        assert b"Secret" not in content


def test_a_photo_taken_sideways_stands_upright():
    sideways = Image.new("RGB", (60, 40), "blue")
    sideways.paste("red", (0, 0, 60, 20))
    buffer = io.BytesIO()
    sideways.save(buffer, "JPEG", exif=exif(orientation=6), quality=95)
    with Image.open(io.BytesIO(stored(store(buffer.getvalue())))) as image:
        assert image.size == (40, 60)
        left, right = image.getpixel((35, 30)), image.getpixel((5, 30))
    # Orientation 6: turned clockwise by a quarter, so what lay on top is now on the right.
    assert left[0] > 200 > 100 > left[2]
    assert right[2] > 200 > 100 > right[0]


def test_transparency_survives():
    with Image.open(io.BytesIO(stored(store(image_bytes(mode="RGBA", color=(0, 0, 0, 0)))))) as image:
        assert image.convert("RGBA").getpixel((5, 5))[3] == 0


def test_other_colour_modes_are_read():
    for mode, kind, color in [("CMYK", "JPEG", (0, 0, 0, 0)), ("L", "PNG", 120), ("1", "PNG", 1), ("P", "PNG", 3)]:
        assert store(image_bytes(mode=mode, kind=kind, color=color)).width == 64


def test_a_colour_profile_is_applied_and_dropped():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = store(image_bytes((64, 48), "JPEG", icc_profile=profile))
    assert "icc_profile" not in Image.open(io.BytesIO(stored(picture))).info
    assert store(image_bytes((64, 48), "JPEG", icc_profile=b"no profile at all")).width == 64


REFUSED_AS_NO_PICTURE = {
    "text": b"Once upon a time",
    "empty": b"",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "gif": image_bytes(kind="GIF", mode="P", color=1),
    "bmp": image_bytes(kind="BMP"),
    "tiff": image_bytes(kind="TIFF"),
    "ico": image_bytes(kind="ICO"),
    "pdf": image_bytes(kind="PDF"),
    "eps": image_bytes(kind="EPS"),
    "script that a gif reader would take": b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)",
    "html in front of a picture": b"<script>alert(1)</script>" + image_bytes(),
    "zip": b"PK\x03\x04" + b"\0" * 64,
    "png signature and nothing else": b"\x89PNG\r\n\x1a\n",
}


@pytest.mark.parametrize("content", REFUSED_AS_NO_PICTURE.values(), ids=REFUSED_AS_NO_PICTURE.keys())
def test_what_is_no_picture_of_ours_is_refused(content):
    with pytest.raises(Refused, match="no picture that we can read|cut short"):
        store(content, "honest.jpg")
    assert Picture.objects.count() == 0


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_truncated_picture_is_refused(kind):
    noise = Image.effect_noise((400, 300), 80).convert("RGB")
    buffer = io.BytesIO()
    noise.save(buffer, kind)
    whole = buffer.getvalue()
    assert store(whole).width == 400
    with pytest.raises(Refused, match="cut short|no picture"):
        store(whole[: len(whole) // 2])
    assert Picture.objects.count() == 1


BOMBS = [(50_000, 50_000), (40_000, 1_601), (2_000_000_000, 1)]


@pytest.mark.parametrize("size", BOMBS)
def test_a_bomb_is_refused_from_its_header(monkeypatch, size):
    decoded = []
    monkeypatch.setattr(
        decoding, "_by_child", lambda content, _image, _edge: decoded.append(content) or Image.new("RGB", (9, 9))
    )
    with pytest.raises(Refused, match="64 million pixels"):
        store(png_header(*size))
    with pytest.raises(Refused, match="A PNG picture may have 40 million pixels"):
        store(png_header(8_000, 5_001))
    assert decoded == []
    store(png_header(4_000, 4_000))
    assert decoded == [png_header(4_000, 4_000)]


def test_too_many_bytes_are_refused_unread(monkeypatch):
    monkeypatch.setattr(decoding, "MOST_BYTES", 1_000)
    with pytest.raises(Refused, match="24 MB"):
        store(b"\0" * 1_001)


def test_what_hides_behind_a_picture_does_not_come_along():
    payload = b"<script>alert('polyglot')</script>"
    picture = store(image_bytes(kind="JPEG") + payload)
    assert payload not in stored(picture)
    commented = image_bytes(kind="JPEG", comment=payload)
    assert payload in commented
    assert payload not in stored(store(commented))
