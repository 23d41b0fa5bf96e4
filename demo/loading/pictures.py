from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import File

from core.uploads.services.pictures import store_picture
from demo.content.people import PEOPLE
from demo.content.pictures import PICTURES
from demo.content.shapes import text
from demo.loading.fair import Fair

FOLDER = Path(__file__).resolve().parent.parent / "pictures"


def names() -> list[str]:
    return [*PICTURES, *dict.fromkeys(f"people/{person.picture}" for person in PEOPLE)]


def build(fair: Fair) -> Iterator[None]:
    for name in names():
        with (FOLDER / f"{name}.webp").open("rb") as file:
            # Without AVIF: a minute of coding would slow down the fair's first page.
            picture = store_picture(
                uploaded_by=None, file=File(file), alt=PICTURES.get(name, text()), more_formats=False
            )
        fair.remember("pictures", f"picture:{name}", picture)
        yield
