"""Stills of live rooms: someone behind a table of goods, their own land or line behind them."""

import io
import zlib
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from demo.art import containers
from demo.art.backdrop import backdrop
from demo.art.color import rgb
from demo.art.covers import OUTDOORS, paint_cover
from demo.art.objects import ObjectShelf, graded, grain, shadow
from demo.art.portraits import portrait
from demo.art.portraits.people import PEOPLE
from demo.art.produce import heap

WIDTH, HEIGHT = 720, 1280
TABLE_Y = 715
FIGURE_SIZE = 640
FIGURE_AT = ((WIDTH - FIGURE_SIZE) // 2 - 24, TABLE_Y - FIGURE_SIZE + 26)
HAND_AT = (340, 232)  # in the portrait's own units of 400


@dataclass(frozen=True)
class Still:
    name: str  # the file's name and the seed
    person: str
    scene: str
    time: str
    season: str
    held: str = ""
    heap: str = ""
    container: str = ""
    laid_out: tuple[str, ...] = ()
    visitor: str = ""


STILLS = (
    Still("live-oranges", "li-dashan", "orchard", "dawn", "autumn", "🍊", heap="🍊", container="basket", visitor="🐥"),
    Still("live-honey", "auntie-he", "bees", "morning", "spring", "🍯", heap="🍯", container="crate"),
    Still("live-tea", "grandma-lan", "tea", "mist", "spring", "🫖", heap="🍃", container="enamel", visitor="🐈"),
    Still("live-chili", "luo-jie", "terraces", "dawn", "autumn", "🌶️", heap="🌶️", container="enamel", visitor="🐓"),
    Still("live-goats", "uncle-ma", "goats", "dusk", "autumn", laid_out=("🧀", "🥛", "🧶")),
    Still("live-canteen", "chef-guo", "canteen", "morning", "summer", "🍜", laid_out=("🍚", "🥢", "🥬")),
    Still("live-workshop", "luo-jie", "workshop", "dawn", "autumn", heap="🌶️", container="enamel"),
    Still("live-factory", "hr-chen", "factory", "morning", "summer", laid_out=("🍚", "🔑", "🧤"), visitor="🐈‍⬛"),
    Still("live-dorm", "foreman-zhao", "dorm", "morning", "summer", "👍", laid_out=("🔑", "🍜", "🪭")),
    Still("live-warehouse", "hr-wu", "warehouse", "dawn", "summer", "📦", laid_out=("🧤", "📦", "🍱")),
)


@dataclass(frozen=True)
class Layers:
    """A still in pieces, back to front, each of the full size: what a moving picture is made from."""

    scenery: Image.Image
    figure: Image.Image
    smiling: Image.Image  # the same figure with other looks
    talking: Image.Image
    laughing: Image.Image
    blinking: Image.Image
    held: Image.Image
    visitor: Image.Image  # not in the still: an animal that looks over the table's far edge
    table: Image.Image
    goods: Image.Image

    def at_size(self, size: tuple[int, int]) -> "Layers":
        layers = {field.name: getattr(self, field.name) for field in fields(self)}
        return Layers(**{name: layer.resize(size, Image.Resampling.LANCZOS) for name, layer in layers.items()})


def still_layers(still: Still, shelf: ObjectShelf) -> Layers:
    rng = np.random.default_rng(zlib.crc32(still.name.encode()))
    table = Image.new("RGBA", (WIDTH, HEIGHT))
    table.paste(backdrop((WIDTH, HEIGHT - TABLE_Y), "kraft", rng, 0.004), (0, TABLE_Y))
    return Layers(
        scenery=_scenery(still),
        figure=_figure(still),
        smiling=_figure(still, mouth="smiling"),
        talking=_figure(still, mouth="talking"),
        laughing=_figure(still, mouth="laughing"),
        blinking=_figure(still, mouth="smiling", blinks=True),
        held=_held(still, shelf),
        visitor=_visitor(still, shelf),
        table=table,
        goods=_heaped(still, shelf, rng) if still.heap else _laid_out(still, shelf),
    )


def compose(layers: Layers, seed: int) -> Image.Image:
    """The layers with their shadows, grain, and daylight from the upper left."""
    sheet = layers.scenery.convert("RGBA")
    sheet.alpha_composite(shadow(layers.figure, 22, 10, 26, 0.35))
    sheet.alpha_composite(layers.figure)
    sheet.alpha_composite(shadow(layers.held, 4, 10, 10, 0.4))
    for layer in (layers.held, layers.table, layers.goods):
        sheet.alpha_composite(layer)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    pixels = np.asarray(grain(sheet, seed, 8), np.float32)
    corner = ((x - WIDTH * 0.1) / WIDTH) ** 2 + ((y - HEIGHT * 0.1) / HEIGHT) ** 2
    light = np.exp(-corner * 3)[..., None] * 0.10
    pixels = pixels * (1 - light) + rgb("#ffe9be") * light
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def save_still(*, still: Still, shelf: ObjectShelf, folder: Path) -> None:
    picture = compose(still_layers(still, shelf), zlib.crc32(still.name.encode()))
    picture.save(folder / f"{still.name}.webp", quality=78, method=5)


def _scenery(still: Still) -> Image.Image:
    cover, focus_x = paint_cover(seed=still.name, scene=still.scene, time=still.time, season=still.season)
    scale = HEIGHT / cover.height
    enlarged = cover.resize((int(cover.width * scale), HEIGHT))
    beside_focus = focus_x + (260 if still.scene in OUTDOORS else 0)  # not straight behind the face
    left = int(min(max(beside_focus * scale - WIDTH / 2, 0), enlarged.width - WIDTH))
    return enlarged.crop((left, 0, left + WIDTH, HEIGHT)).filter(ImageFilter.GaussianBlur(3.2))


def _figure(still: Still, *, mouth: str = "", blinks: bool = False) -> Image.Image:
    import resvg_py  # only re-rendering needs it

    svg = portrait(
        still.person,
        PEOPLE[still.person],
        background=False,
        holds_something=bool(still.held),
        mouth=mouth,
        blinks=blinks,
    )
    drawn = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=860)))).convert("RGBA")
    drawn = drawn.resize((FIGURE_SIZE, FIGURE_SIZE), Image.Resampling.LANCZOS)
    return _placed(graded(drawn, "#ffd9a0"), FIGURE_AT)


def _held(still: Still, shelf: ObjectShelf) -> Image.Image:
    if not still.held:
        return Image.new("RGBA", (WIDTH, HEIGHT))
    scale = FIGURE_SIZE / 400
    hand_x, hand_y = FIGURE_AT[0] + HAND_AT[0] * scale, FIGURE_AT[1] + HAND_AT[1] * scale
    return _placed(shelf.picture(still.held, 150), (int(hand_x - 75), int(hand_y - 95)))


def _visitor(still: Still, shelf: ObjectShelf) -> Image.Image:
    """Standing on the table's edge; the moving picture lets it rise from behind."""
    if not still.visitor:
        return Image.new("RGBA", (WIDTH, HEIGHT))
    return _placed(shelf.picture(still.visitor, 150), (WIDTH - 190, TABLE_Y - 118))


def _heaped(still: Still, shelf: ObjectShelf, rng: np.random.Generator) -> Image.Image:
    sheet = Image.new("RGBA", (1200, 1200))
    sheet.alpha_composite(containers.back(sheet.size, still.container, 600, 600, 760))
    heap(sheet, shelf, still.heap, rng, (600, 584), (290, 84), 32, 210)
    sheet.alpha_composite(containers.front(sheet.size, still.container, rng, 600, 600, 760))
    sheet = sheet.resize((690, 690), Image.Resampling.LANCZOS)
    return _placed(sheet, (int(WIDTH / 2 - 345 - 60), TABLE_Y - 310))


def _laid_out(still: Still, shelf: ObjectShelf) -> Image.Image:
    sheet = Image.new("RGBA", (WIDTH, HEIGHT))
    for k, character in enumerate(still.laid_out):
        thing = _placed(shelf.picture(character, 190), (60 + k * 200, TABLE_Y - 40 + (k % 2) * 26))
        sheet.alpha_composite(shadow(thing, 6, 16, 14, 0.5))
        sheet.alpha_composite(thing)
    return sheet


def _placed(picture: Image.Image, corner: tuple[int, int]) -> Image.Image:
    sheet = Image.new("RGBA", (WIDTH, HEIGHT))
    sheet.paste(picture, corner, picture)
    return sheet
