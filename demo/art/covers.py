"""Cover pictures of farms, workshops, factories and the fair itself."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from demo.art.canvas import HEIGHT, WIDTH, Canvas
from demo.art.scenes import (
    bees,
    canteen,
    dorm,
    factory,
    goats,
    grain,
    greenhouse,
    market,
    orchard,
    pond,
    tea,
    terraces,
    warehouse,
    workshop,
)

SCENES: dict[str, Callable[[Canvas], None]] = {
    "bees": bees.paint,
    "canteen": canteen.paint,
    "dorm": dorm.paint,
    "factory": factory.paint,
    "goats": goats.paint,
    "grain": grain.paint,
    "greenhouse": greenhouse.paint,
    "market": market.paint,
    "orchard": orchard.paint,
    "pond": pond.paint,
    "tea": tea.paint,
    "terraces": terraces.paint,
    "warehouse": warehouse.paint,
    "workshop": workshop.paint,
}
OUTDOORS = ("orchard", "tea", "terraces", "grain", "bees", "goats", "pond", "greenhouse")
MAX_BYTES = 200_000
BEST_QUALITY = 77


@dataclass(frozen=True)
class Cover:
    name: str  # the file's name and the seed
    scene: str
    time: str
    season: str


COVERS = (
    Cover("canteen-xiaoman", "canteen", "morning", "summer"),
    Cover("daji-dawn", "terraces", "predawn", "autumn"),
    Cover("daji-fair", "market", "dawn", "autumn"),
    Cover("dorm-hengyuan", "dorm", "morning", "summer"),
    Cover("factory-hengyuan", "factory", "morning", "summer"),
    Cover("grain-dusk", "grain", "dusk", "autumn"),
    Cover("greenhouse-sun", "greenhouse", "morning", "summer"),
    Cover("he-honey", "bees", "morning", "spring"),
    Cover("lan-tea", "tea", "mist", "spring"),
    Cover("li-oranges", "orchard", "dawn", "autumn"),
    Cover("luo-chili", "terraces", "dawn", "autumn"),
    Cover("ma-goats", "goats", "dawn", "autumn"),
    Cover("market-town", "pond", "dawn", "spring"),
    Cover("pond-village", "pond", "mist", "spring"),
    Cover("rice-spring", "terraces", "morning", "spring"),
    Cover("warehouse-hongda", "warehouse", "dawn", "summer"),
    Cover("workshop-luo", "workshop", "dawn", "autumn"),
)


def paint_cover(*, seed: str, scene: str, time: str, season: str) -> tuple[Image.Image, float]:
    """The picture (1600×900) and the x round which to crop it."""
    canvas = Canvas(seed, time, season)
    SCENES[scene](canvas)
    return canvas.finish(), canvas.focus_x


def save_cover(*, cover: Cover, folder: Path) -> None:
    """`NAME.webp`, and `NAME-sq.webp` cropped square round the point of interest."""
    picture, focus_x = paint_cover(seed=cover.name, scene=cover.scene, time=cover.time, season=cover.season)
    left = int(min(max(focus_x - HEIGHT // 2, 0), WIDTH - HEIGHT))
    save_light(picture, folder / f"{cover.name}.webp")
    save_light(picture.crop((left, 0, left + HEIGHT, HEIGHT)), folder / f"{cover.name}-sq.webp")


def save_light(picture: Image.Image, destination: Path) -> None:
    """Save at the best quality that stays within `MAX_BYTES`: covers are opened on one bar of signal."""
    for quality in range(BEST_QUALITY, 40, -6):
        picture.save(destination, quality=quality, method=5)
        if destination.stat().st_size <= MAX_BYTES:
            return
    raise ValueError(f"{destination.name} stays above {MAX_BYTES} bytes")
