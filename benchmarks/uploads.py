"""Uploads: what the worst pictures cost in memory, what other formats save, and how fast a phone's film is made ready."""

import io
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django
from PIL import Image

from benchmarks.figures import Figure

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from core.uploads.gateways import video_children  # noqa: E402
from core.uploads.services.formats import AVIF_QUALITY, AVIF_SPEED  # noqa: E402
from core.uploads.services.pictures import WEBP_EFFORT, WEBP_QUALITY  # noqa: E402
from tests.core.uploads.test_memory import FILES, MEASURE  # noqa: E402
from tests.factories.videos import video_bytes  # noqa: E402

WORST = (
    "progressive jpeg of 50 million",
    "png with alpha",
    "webp of 12 million",
    "webp of 40 million without loss",
    "avif of 12 million",
    "avif of 40 million in full colour",
    "avif of 50 million",
)
PICTURES = Path("demo/pictures/covers")


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        return [*_memory(Path(folder)), *_formats(), *_film(Path(folder))]


def _memory(folder: Path) -> list[Figure]:
    idle = _peak_mib(_written(folder / "small", _encoded(Image.new("RGB", (64, 48)), "PNG")))
    return [
        Figure(
            f"memory, {name}", _peak_mib(_written(folder / "large", FILES[name][0]())), "MiB", "a tiny picture", idle
        )
        for name in WORST
    ]


def _peak_mib(path: Path) -> float:
    run = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, check=True, text=True)
    return float(run.stdout.splitlines()[-1].rpartition(",")[2].strip(" ]"))


def _formats() -> list[Figure]:
    """The largest picture of the demo fair in each format, and the time it takes."""
    path = max(PICTURES.glob("*.webp"), key=lambda found: found.stat().st_size)
    with Image.open(path) as opened:
        image = opened.convert("RGB")
    began = time.monotonic()
    webp = _encoded(image, "WEBP", quality=WEBP_QUALITY, method=WEBP_EFFORT)
    webp_seconds, began = time.monotonic() - began, time.monotonic()
    avif = _encoded(image, "AVIF", quality=AVIF_QUALITY, speed=AVIF_SPEED, max_threads=1)
    avif_seconds = time.monotonic() - began
    return [
        Figure("one picture as AVIF, size", len(avif) / 1024, "KiB", "as WebP", len(webp) / 1024),
        Figure("one picture as AVIF, time", avif_seconds, "s", "as WebP", webp_seconds),
    ]


def _film(folder: Path) -> list[Figure]:
    path = _written(folder / "film.mp4", video_bytes(seconds=5, size=(1920, 1080), rate=30))
    began = time.monotonic()
    video_children.transcode(
        path=path, output=folder / "out.mp4", poster=folder / "p.jpg", most_seconds=60, on_percent=lambda _percent: None
    )
    return [Figure("five seconds of 1080p made ready", time.monotonic() - began, "s", "its length", 5.0)]


def _encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
