"""What a worker's memory grows to over the worst files, each in a process of its own."""

import io
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.factories.videos import video_bytes

LIMIT_MIB = 256
# The larger of two peaks: the worker's own and that of the children it had, in KiB. The worker's own is not asked of
# getrusage, which counts in what the process that started it had held.
OWN = "int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
MEASURE = f"""
import json, resource, sys
import django
django.setup()
from pathlib import Path
from django.core.files.base import ContentFile
from core.errors import Refused
from core.uploads.gateways import video_children
from core.uploads.services.decoding import decode_picture

path, answer = Path(sys.argv[1]), "decoded"
try:
    if path.suffix == ".mp4":
        video_children.look_into(path=path, most_seconds=60)
        video_children.transcode(
            path=path, output=path.with_name("out.mp4"), poster=path.with_name("poster.jpg"),
            most_seconds=60, on_percent=lambda _percent: None,
        )
    else:
        decode_picture(file=ContentFile(path.read_bytes()))
except (Refused, video_children.VideoRefused) as refusal:
    answer = str(refusal)
peak = max({OWN}, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
print(json.dumps([answer, peak // 1024]))
"""
TOO_MANY = "A PNG picture may have 40 million pixels. Save this one as a JPEG and send that."
TOO_MUCH = "This picture is cut short, damaged or too much for us. Save it smaller and send that."


def encoded(size: tuple[int, int], kind: str, mode: str = "RGB", **options: object) -> bytes:
    small = Image.frombytes("RGB", (200, 150), random.Random(3).randbytes(200 * 150 * 3))
    image = small.resize(size, Image.Resampling.NEAREST) if kind == "JPEG" else Image.new(mode, size, 90)
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


SIXTY_MILLION = (9_216, 6_912)  # of the 64 that a phone may send
FIFTY_MILLION = (8_160, 6_120)
FORTY_MILLION = (8_000, 5_000)
TWELVE_MILLION = (4_000, 3_000)
FILES = {
    "jpeg of 64 million": (lambda: encoded(SIXTY_MILLION, "JPEG", quality=50), "decoded"),
    "progressive jpeg of 50 million": (
        lambda: encoded(FIFTY_MILLION, "JPEG", quality=50, progressive=True),
        "decoded",
    ),
    # Its coefficients alone take 240 MB: the child's limit ends it.
    "progressive jpeg in full colour": (
        lambda: encoded(FORTY_MILLION, "JPEG", quality=40, progressive=True, subsampling=0),
        TOO_MUCH,
    ),
    "png of 50 million": (lambda: encoded(FIFTY_MILLION, "PNG"), TOO_MANY),
    "png": (lambda: encoded(FORTY_MILLION, "PNG"), "decoded"),
    "png with alpha": (lambda: encoded(FORTY_MILLION, "PNG", "RGBA"), "decoded"),
    "png of 16 bits": (lambda: encoded(FORTY_MILLION, "PNG", "I;16"), "decoded"),
    "webp of 64 million": (lambda: encoded(SIXTY_MILLION, "WEBP", method=0), "decoded"),
    # Where even the alpha is coded without loss, it takes 4 bytes a pixel more.
    "webp of 40 million with alpha": (lambda: encoded(FORTY_MILLION, "WEBP", "RGBA", method=0), TOO_MUCH),
    "webp of 24 million with alpha": (lambda: encoded((6_000, 4_000), "WEBP", "RGBA", method=0), "decoded"),
    "webp of 40 million without loss": (lambda: encoded(FORTY_MILLION, "WEBP", lossless=True, method=0), "decoded"),
    "avif of 50 million": (lambda: encoded(FIFTY_MILLION, "AVIF", speed=10), "decoded"),
    "avif of 40 million in full colour": (
        lambda: encoded(FORTY_MILLION, "AVIF", speed=10, subsampling="4:4:4"),
        "decoded",
    ),
    "webp of 12 million": (lambda: encoded(TWELVE_MILLION, "WEBP", "RGBA", method=0), "decoded"),
    "avif of 12 million": (lambda: encoded(TWELVE_MILLION, "AVIF", "RGBA", speed=10, subsampling="4:4:4"), "decoded"),
}


def measured(path: Path) -> tuple[str, int]:
    run = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, check=True, text=True)
    answer, peak = json.loads(run.stdout.splitlines()[-1])
    return answer, peak


@pytest.mark.parametrize(("make", "answer"), FILES.values(), ids=FILES.keys())
def test_a_picture_as_large_as_phones_make_them(tmp_path: Path, make: Callable[[], bytes], answer: str) -> None:
    path = tmp_path / "picture"
    path.write_bytes(make())
    said, peak = measured(path)
    assert said == answer
    assert 30 < peak <= LIMIT_MIB


def test_without_a_child_and_strips_it_would_be_more(tmp_path: Path) -> None:
    """The same picture, decoded the obvious way: what is measured above could fail."""
    path = tmp_path / "picture"
    path.write_bytes(encoded(FORTY_MILLION, "PNG", "RGBA"))
    obvious = (
        "import sys; from PIL import Image; Image.open(sys.argv[1]).convert('RGBA').resize((1920, 1200));"
        f"print({OWN} // 1024)"
    )
    peak = int(subprocess.check_output([sys.executable, "-c", obvious, str(path)]))
    assert peak > LIMIT_MIB


@pytest.mark.parametrize("size", [(2560, 1440), (3840, 2160)])
def test_a_video(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(video_bytes(size=size, seconds=0.5, sound=None))
    said, peak = measured(path)
    assert said == ("decoded" if size == (2560, 1440) else "too_large")
    assert 30 < peak <= LIMIT_MIB
