"""WebP and AVIF as large as phones make them: one frame by FFmpeg looks as the same picture does by Pillow."""

import io

import pytest
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageStat

from core.errors import Refused
from core.uploads.gateways import picture_pixels
from core.uploads.gateways.picture_pixels import bare_pixels, bare_pixels_by_frames
from core.uploads.services.decoding import decode_picture
from tests.core.uploads import corpus
from tests.factories.uploads import uploaded

SIZE, EDGE = (600, 400), 300


def drawing(mode: str = "RGB") -> Image.Image:
    """A different colour in each corner, so that nothing can be turned or mirrored unseen."""
    image = Image.new("RGB", SIZE, "white")
    corners = {"red": (0, 0), "green": (300, 0), "blue": (0, 200), "orange": (300, 200)}
    for colour, (left, top) in corners.items():
        ImageDraw.Draw(image).rectangle((left, top, left + 300, top + 200), fill=colour)
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize(SIZE))
    return image.convert(mode)


def encoded(kind: str, mode: str = "RGB", image: Image.Image | None = None, **options) -> io.BytesIO:
    buffer = io.BytesIO()
    (image or drawing(mode)).save(buffer, kind, quality=95, **options)
    return io.BytesIO(buffer.getvalue())


def by_frames(content: io.BytesIO, kind: str) -> Image.Image:
    return bare_pixels_by_frames(content, kind, SIZE, EDGE)


def difference(one: Image.Image, other: Image.Image) -> float:
    assert (one.mode, one.size) == (other.mode, other.size)
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


KINDS = [
    ("WEBP", "RGB", {}),
    ("WEBP", "RGB", {"lossless": True}),
    ("WEBP", "RGBA", {"exact": True}),
    ("WEBP", "RGBA", {"lossless": True, "exact": True}),
    ("AVIF", "RGB", {}),
    ("AVIF", "RGB", {"subsampling": "4:4:4"}),
    ("AVIF", "RGB", {"range": "limited"}),
    ("AVIF", "RGBA", {}),
]


@pytest.mark.parametrize(("kind", "mode", "options"), KINDS)
def test_it_is_the_same_picture_either_way(kind, mode, options):
    content = encoded(kind, mode, **options)
    by_pillow = bare_pixels(Image.open(io.BytesIO(content.getvalue())), EDGE)
    # Over the paper: what nobody sees through full transparency may differ.
    seen = [
        Image.alpha_composite(Image.new("RGBA", one.size, "white"), one.convert("RGBA"))
        for one in (by_pillow, by_frames(content, kind))
    ]
    assert difference(*seen) < 4
    assert by_frames(content, kind).mode == mode


@pytest.mark.parametrize("kind", ["WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_upright(kind, orientation):
    exif = Image.Exif()
    exif[picture_pixels.ORIENTATION] = orientation
    content = encoded(kind, exif=exif)
    by_pillow = bare_pixels(Image.open(io.BytesIO(content.getvalue())), EDGE)
    assert difference(by_pillow, by_frames(content, kind)) < 4


def test_it_is_brought_to_srgb():
    """A profile whose colours are others: dropped, the picture would differ from what Pillow makes of it."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    assert profile.tobytes()
    content = encoded("WEBP", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    exif, found = picture_pixels._webp_metadata(content)
    assert found == Image.open(io.BytesIO(content.getvalue())).info["icc_profile"]
    assert dict(exif) == {}


@pytest.mark.parametrize("kind", ["WEBP", "AVIF"])
def test_nothing_but_pixels_comes_out(kind):
    exif = Image.Exif()
    exif[0x010F] = corpus.PLACE.decode()
    content = encoded(kind, exif=exif)
    assert corpus.PLACE in content.getvalue()  # negative control
    bare = by_frames(content, kind)
    assert (dict(bare.getexif()), bare.info) == ({}, {})


def film(kind):
    return encoded(kind, save_all=True, append_images=[Image.new("RGB", SIZE, "blue")], duration=100)


def test_of_a_film_the_first_frame_is_taken_or_none():
    with pytest.raises(Exception, match="no single frame|Invalid data|not yet implemented"):
        by_frames(film("WEBP"), "WEBP")
    assert difference(by_frames(film("AVIF"), "AVIF"), by_frames(encoded("AVIF"), "AVIF")) < 4


def test_what_ffmpeg_sees_in_another_size_is_not_taken():
    """As it is with pictures in tiles, of which it would show the first."""
    with pytest.raises(ValueError, match="no single frame"):
        bare_pixels_by_frames(encoded("AVIF"), "AVIF", (1200, 800), EDGE)


@pytest.mark.parametrize("kind", ["WEBP", "AVIF"])
def test_above_twelve_million_pixels_it_goes_that_way(kind):
    """Whole, through the child; and cut short, hung with a script or turned into another kind it is a sentence or clean."""
    size = (4_200, 3_000)
    options = {"speed": 10} if kind == "AVIF" else {"method": 0}
    content = encoded(kind, image=drawing().resize(size), **options).getvalue()
    image = decode_picture(file=uploaded(content))
    assert (image.mode, image.size) == ("RGB", (1920, 1371))
    assert difference(image.resize((300, 200)), drawing().resize((300, 200))) < 4
    assert decode_picture(file=uploaded(content + corpus.PAYLOAD)).size == (1920, 1371)
    with pytest.raises(Refused) as refused:
        decode_picture(file=uploaded(content[: len(content) // 3]))
    assert str(refused.value) in corpus.BROKEN


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1\0\0\0\0mif1heic"])
def test_a_heic_is_named_and_its_sender_told_what_to_do(brand):
    with pytest.raises(Refused, match="This is a HEIC picture, as iPhones keep them"):
        decode_picture(file=uploaded(corpus.box(b"ftyp", brand + b"\0\0\0\0") + bytes(64), "IMG_0001.HEIC"))
    with pytest.raises(Refused, match="no picture that we can read"):
        decode_picture(file=uploaded(corpus.box(b"ftyp", b"isom\0\0\0\0mp41") + bytes(64)))
