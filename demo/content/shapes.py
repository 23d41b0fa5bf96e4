"""How the content is written down. Dates are days before today, so that the fair is always in season."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from core.localized import LocalizedText

text = LocalizedText.of


@dataclass(frozen=True, kw_only=True)
class PersonContent:
    """`picture` is a portrait's name. Only people with a `login` can sign in; the others only exist."""

    key: str
    name: str
    picture: str
    login: str = ""
    phone: str = ""
    language: str = "zh-hans"


@dataclass(frozen=True, kw_only=True)
class PlotContent:
    key: str
    name: LocalizedText
    description: LocalizedText


@dataclass(frozen=True, kw_only=True)
class ChapterContent:
    title: LocalizedText
    body: LocalizedText
    picture: str


@dataclass(frozen=True, kw_only=True)
class DiaryContent:
    days_ago: int
    title: LocalizedText
    body: LocalizedText
    crop: LocalizedText
    weather: LocalizedText
    picture: str = ""
    plot: str = ""
    loss: bool = False


@dataclass(frozen=True, kw_only=True)
class BatchContent:
    """`{week}` in the code becomes the ISO week of the harvest."""

    code: str
    picked_days_ago: int
    quantity: int
    note: LocalizedText
    plot: str = ""
    keeps_days: int = 0


@dataclass(frozen=True, kw_only=True)
class SizeContent:
    """A variant: what it weighs, what it costs in fen, what it cost before."""

    name: LocalizedText
    grams: int
    price: int
    before: int = 0
    batches: list[BatchContent] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class ProductContent:
    slug: str
    name: LocalizedText
    description: LocalizedText
    picture: str
    sizes: list[SizeContent]


@dataclass(frozen=True, kw_only=True)
class FarmContent:
    """`members` are (person, role); the first is the owner and acts for the farm."""

    slug: str
    name: LocalizedText
    tagline: LocalizedText
    about: LocalizedText
    place: LocalizedText
    latitude: float
    longitude: float
    cover: str
    avatar: str
    members: list[tuple[str, str]]
    plots: list[PlotContent]
    chapters: list[ChapterContent]
    diary: list[DiaryContent]
    products: list[ProductContent]


@dataclass(frozen=True, kw_only=True)
class JobContent:
    """`fields` are JobPosting's and `pay` PayComponent's, amounts as Money; `photos` are pictures' names."""

    key: str
    fields: dict[str, Any]
    pay: list[dict[str, Any]]
    photos: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class EmployerContent:
    slug: str
    name: LocalizedText
    about: LocalizedText
    place: LocalizedText
    latitude: float
    longitude: float
    workers: int
    cover: str
    avatar: str
    members: list[tuple[str, str]]
    jobs: list[JobContent]


@dataclass(frozen=True, kw_only=True)
class RoomContent:
    """`shelf` holds product slugs or job keys, the pinned one first; `loop` is what plays while the room is open.

    `starts_in_hours` is None for a room that is open. `deal` is (price in fen, how many, minutes).
    """

    key: str
    kind: str
    organization: str
    host: str
    title: LocalizedText
    cover: str
    language: str = "zh-hans"
    loop: str = ""
    starts_in_hours: int | None = None
    shelf: list[str] = field(default_factory=list)
    deal: tuple[int, int, int] | None = None
