"""Product pictures: heaps of produce in village containers, on a table before a plain wall."""

import math
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from demo.art import containers
from demo.art.backdrop import backdrop
from demo.art.objects import ObjectShelf, grain, shadow, with_margin

DRAWN_SIZE, SAVED_SIZE = 1200, 800
LIES_ANY_WAY = ("🥜", "🥚", "🌰", "🍃", "🌶️", "🍓")
GOLDEN_ANGLE = 2.39996  # radians

Placed = tuple[str, float, float, int]  # object, middle x, middle y, size


@dataclass(frozen=True)
class Goods:
    name: str  # the file's name and the seed
    object: str
    container: str  # "" stands the things on the table in two rows, labels to the front
    wall: str
    count: int
    size: int
    beside: tuple[Placed, ...] = ()


GOODS = (
    Goods("oranges", "🍊", "basket", "dawn", 34, 205, (("🍊", 170, 1050, 190), ("🍊", 1040, 1080, 180))),
    Goods("honey", "🍯", "", "sage", 5, 330, (("🐝", 980, 240, 130),)),
    Goods("corn", "🌽", "sack", "kraft", 22, 260),
    Goods("sweet-potato", "🍠", "basket", "flour", 26, 230, (("🍠", 1020, 1070, 220),)),
    Goods("eggs", "🥚", "basket", "calico", 38, 150, (("🥚", 180, 1080, 140),)),
    Goods("chili", "🌶️", "enamel", "flour", 34, 220),
    Goods("garlic", "🧄", "enamel", "sage", 26, 200),
    Goods("peanuts", "🥜", "sack", "dawn", 44, 150, (("🥜", 170, 1090, 130), ("🥜", 1050, 1060, 130))),
    Goods("tomatoes", "🍅", "crate", "flour", 28, 210),
    Goods("peaches", "🍑", "crate", "sage", 26, 215),
    Goods("greens", "🥬", "basket", "kraft", 18, 260, (("🥕", 1020, 1060, 210),)),
    Goods("tea", "🍃", "enamel", "dawn", 40, 190, (("🫖", 1010, 1000, 300),)),
    Goods("chestnuts", "🌰", "enamel", "calico", 40, 165),
    Goods("ginger", "🫚", "sack", "sage", 24, 215),
    Goods("strawberries", "🍓", "enamel", "sage", 36, 165),
)


def save_goods(*, goods: Goods, shelf: ObjectShelf, folder: Path) -> None:
    seed = zlib.crc32(goods.name.encode())
    picture = grain(goods_picture(goods, shelf, np.random.default_rng(seed)), seed)
    picture = picture.resize((SAVED_SIZE, SAVED_SIZE), Image.Resampling.LANCZOS)
    picture.save(folder / f"{goods.name}.webp", quality=80, method=5)


def goods_picture(goods: Goods, shelf: ObjectShelf, rng: np.random.Generator) -> Image.Image:
    size = (DRAWN_SIZE, DRAWN_SIZE)
    sheet = backdrop(size, goods.wall, rng)
    x, y, width = DRAWN_SIZE // 2 + int(rng.normal(0, 8)), 650, 940
    if goods.wall == "calico":
        _calico_dots(sheet)
    beside, tilt = [*goods.beside], 9.0
    if goods.container:
        sheet.alpha_composite(containers.back(size, goods.container, x, y, width))
        heap(
            sheet,
            shelf,
            goods.object,
            rng,
            (x, y - 20),
            (width * 0.39, width * 0.115),
            goods.count,
            int(goods.size * 1.2),
        )
        sheet.alpha_composite(containers.front(size, goods.container, rng, x, y, width))
    else:
        beside += _two_rows(goods, x)
        tilt = 2.5
    for character, middle_x, middle_y, object_size in beside:
        turned = shelf.picture(character, object_size).rotate(
            float(rng.normal(0, tilt)), Image.Resampling.BICUBIC, expand=True
        )
        thing = with_margin(turned)
        corner = (max(0, int(middle_x - thing.width / 2)), max(0, int(middle_y - thing.height / 2)))
        sheet.alpha_composite(shadow(thing, 6, 14, 14, 0.5), corner)
        sheet.alpha_composite(thing, corner)
    return sheet


def heap(
    sheet: Image.Image,
    shelf: ObjectShelf,
    character: str,
    rng: np.random.Generator,
    center: tuple[float, float],
    radii: tuple[float, float],
    count: int,
    size: int,
) -> None:
    """Pile objects up from the back to the front, highest in the middle."""
    (center_x, center_y), (radius_x, radius_y) = center, radii
    places = []
    for k in range(count):
        reach, angle = math.sqrt((k + 0.5) / count), k * GOLDEN_ANGLE + rng.normal(0, 0.2)
        rise = (1 - reach * reach) * radius_y * 1.35
        x, y = center_x + math.cos(angle) * reach * radius_x, center_y + math.sin(angle) * reach * radius_y - rise
        places.append((x, y))
    for x, y in sorted(places, key=lambda place: place[1]):
        own_size = int(size * (0.88 + 0.24 * rng.random()))
        rng.integers(0, 1)  # the choice among kinds, when a heap was mixed: keeps the seeds' pictures
        angle = rng.uniform(-180, 180) if character in LIES_ANY_WAY else rng.normal(0, 24)
        turned = shelf.picture(character, own_size).rotate(float(angle), Image.Resampling.BICUBIC, expand=True)
        thing = with_margin(turned)
        left, top = int(x - thing.width / 2), int(y - thing.height / 2)
        corner = (max(0, left), max(0, top))
        if left >= 0 and top >= 0:
            sheet.alpha_composite(shadow(thing, 3, 11, 11, 0.42), corner)
        sheet.alpha_composite(thing, corner)


def _two_rows(goods: Goods, x: float) -> list[Placed]:
    """Fewer and smaller at the back."""
    in_back = goods.count // 2
    rows = ((in_back, 600, 0.82, 0.86), (goods.count - in_back, 790, 0.98, 1.12))
    return [
        (goods.object, x + (k - (count - 1) / 2) * goods.size * spacing, y, int(goods.size * scale))
        for count, y, spacing, scale in rows
        for k in range(count)
    ]


def _calico_dots(sheet: Image.Image) -> None:
    draw = ImageDraw.Draw(sheet)
    for row in range(12):
        y = row * 60 + 20
        for k in range(15) if y < 690 else ():
            x = k * 84 + (42 if row % 2 else 0)
            for dx, dy in ((0, 0), (13, 0), (-13, 0), (0, 13), (0, -13)):
                draw.ellipse([x + dx - 6, y + dy - 6, x + dx + 6, y + dy + 6], fill=(226, 230, 236, 150))
