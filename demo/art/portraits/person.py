"""Who someone is: every choice that makes up a face, drawn from the seed in one fixed order."""

import random
import zlib
from dataclasses import dataclass

SKINS = (("#f2c49b", "#dd9f72"), ("#e6b083", "#cb8a5c"), ("#d89b6c", "#b87847"), ("#c98759", "#a5663b"))
HAIR_COLORS = ("#2a211f", "#352a26", "#221d20")
GREY = "#b9b4ad"
BACKGROUNDS = (
    ("#f7cf9a", "#f3ae7c"),
    ("#cfe0d6", "#a9c8b8"),
    ("#c7d5e8", "#9fb6d6"),
    ("#f6dda0", "#ecc263"),
    ("#f1c6b4", "#e39e86"),
    ("#dfe3c4", "#bcc98f"),
)
CLOTH_COLORS = {  # one of each is drawn for everyone: an addition here changes every face
    "jacket": ("#33415f", "#4c5a45", "#5a4638"),
    "shirt": ("#f1ead8", "#8fae9a", "#b9c8dd", "#d8b46a"),
    "floral": ("#b8302a", "#a32b47", "#2f5d50"),
    "apron": ("#c9402a", "#e3b23c"),
    "tee": ("#e2553a", "#f2c84b", "#4f9a7a", "#f1ead8"),
}
UNIFORM_COLORS = {
    "denim": "#3d5f96",
    "calico": "#274b8a",
    "hivis": "#ee7a24",
    "overall": "#2f5aa0",
    "chefcoat": "#f7f4ec",
}
HAT_COLORS = {
    "scarf": ("#c9402a", "#274b8a", "#e3a92f", "#3f7f68"),
    "cap": ("#33415f", "#2f5aa0", "#4f6b4a", "#b8302a"),
    "helmet": ("#f2c12e", "#f7f4ec", "#e2553a", "#3f78c4"),
}


@dataclass(frozen=True)
class Kind:
    hats: tuple[str, ...]  # a hat named twice is twice as likely; "" is bareheaded
    hair: tuple[str, ...]
    clothes: tuple[str, ...]
    traits: tuple[str, ...]


KINDS = {
    "farmer": Kind(("straw", "straw", "cap", ""), ("short",), ("denim", "jacket", "shirt"), ("stubble", "lines")),
    "farmer_f": Kind(("straw", "scarf", "scarf"), ("bun", "braid"), ("floral", "calico", "shirt"), ("lines",)),
    "auntie": Kind(("scarf", "", ""), ("bun", "perm", "bob"), ("floral", "calico", "apron"), ("lines", "")),
    "uncle": Kind(("cap", "", "straw"), ("short",), ("jacket", "shirt", "denim"), ("lines", "stubble", "glasses")),
    "grandpa": Kind(("", "cap", "straw"), ("thin",), ("jacket", "shirt"), ("beard", "old")),
    "grandma": Kind(("scarf", ""), ("greybun",), ("floral", "calico"), ("old", "oldglasses")),
    "worker": Kind(("helmet", "helmet", "cap"), ("short",), ("hivis", "overall"), ("", "stubble")),
    "worker_f": Kind(("helmet", "cap", ""), ("bob", "braid"), ("overall", "hivis"), ("", "")),
    "chef": Kind(("chef",), ("short",), ("chefcoat",), ("", "lines")),
    "youth": Kind(("", "cap"), ("short", "fringe"), ("tee", "denim", "tee"), ("", "glasses")),
    "youth_f": Kind(("",), ("bob", "long", "braid"), ("tee", "calico", "shirt"), ("", "glasses")),
}


@dataclass(frozen=True)
class Person:
    id: str  # prefix of the ids inside the SVG, so that two portraits can share a page
    hat: str
    hat_color: str
    hair: str
    hair_color: str
    clothes: str
    cloth_color: str
    trait: str
    is_old: bool
    is_woman: bool
    skin: str
    skin_shade: str
    jaw: float
    half_width: float  # of the face
    has_dot_eyes: bool
    mouth: str  # "smiling", "talking" or "laughing"
    background: tuple[str, str]
    sun: tuple[int, int]
    hills: tuple[int, int]


def imagine(seed: str, kind: str) -> Person:
    rng = random.Random(zlib.crc32(seed.encode()))
    choices = KINDS[kind]
    hat, hair = rng.choice(choices.hats), rng.choice(choices.hair)
    clothes, trait = rng.choice(choices.clothes), rng.choice(choices.traits)
    is_old = kind.startswith("grand")
    is_woman = kind.endswith("_f") or kind in ("auntie", "grandma")
    works_outside = kind.startswith(("farmer", "worker"))
    skin, skin_shade = rng.choice(SKINS[1:] if works_outside else SKINS[:3])
    hair_color = GREY if is_old or hair == "greybun" else rng.choice(HAIR_COLORS)
    backdrop = random.Random(rng.random())
    background = backdrop.choice(BACKGROUNDS)
    jaw = rng.uniform(-6, 8) - (7 if is_woman else 0)
    half_width = rng.uniform(66, 74) - (4 if is_woman else 0)
    cloth_colors = UNIFORM_COLORS | {cloth: rng.choice(colors) for cloth, colors in CLOTH_COLORS.items()}
    has_dot_eyes = rng.choice(("arc", "dot", "arc")) == "dot"
    mouth = "laughing" if rng.random() < 0.6 else "smiling"
    return Person(
        id=f"p{zlib.crc32(seed.encode()) % 99991}",
        hat=hat,
        hat_color=rng.choice(HAT_COLORS[hat]) if hat in HAT_COLORS else "",
        hair=hair,
        hair_color=hair_color,
        clothes=clothes,
        cloth_color=cloth_colors[clothes],
        trait=trait,
        is_old=is_old,
        is_woman=is_woman,
        skin=skin,
        skin_shade=skin_shade,
        jaw=jaw,
        half_width=half_width,
        has_dot_eyes=has_dot_eyes,
        mouth=mouth,
        background=background,
        sun=(backdrop.choice((70, 330)), backdrop.randint(70, 130)),
        hills=(backdrop.randint(250, 290), backdrop.randint(310, 330)),
    )
