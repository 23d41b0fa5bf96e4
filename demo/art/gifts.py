"""Gifts that viewers send: single objects at their own size, unchanged."""

import shutil
from pathlib import Path

from demo.art.objects import ObjectShelf

GIFTS = {
    "basket": "🧺",
    "bed": "🛏️",
    "blossom": "🌼",
    "dog": "🐕",
    "drum": "🥁",
    "fire": "🔥",
    "firecracker": "🧨",
    "fireworks": "🎆",
    "heart": "❤️",
    "lantern": "🏮",
    "money": "💰",
    "noodles": "🍜",
    "rose": "🌹",
    "sprout": "🌱",
    "sun": "🌞",
    "sunflower": "🌻",
    "tea": "🍵",
    "thumb": "👍",
    "truck": "🚚",
}


def save_gift(*, name: str, shelf: ObjectShelf, folder: Path) -> None:
    shutil.copyfile(shelf.file(GIFTS[name]), folder / f"{name}.webp")
