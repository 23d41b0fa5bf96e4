"""What each app knows about a person: how to hand it out, what stands in the way of forgetting it, and how to forget it.

An app registers its kinds of data from `personal_data.py` when it starts. Nobody here knows the apps, and the apps know
neither each other nor how the archive is made (`accounts.privacy`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.functional import Promise

type Json = Any
type Row = Mapping[str, Json]
type Text = str | Promise


@dataclass(frozen=True)
class Blocker:
    """Why the account cannot go yet, as a sentence, and where to do something about it."""

    sentence: str
    url: str = ""


def _nothing(user: Any) -> list[Any]:
    return []


def _no_change(user: Any) -> None:
    return None


@dataclass(frozen=True, kw_only=True)
class PersonalData:
    """One kind of thing. `models` are the labels it answers for; `files` are (name in the archive, stored file)."""

    name: str
    label: Text
    models: tuple[str, ...]
    export: Callable[[Any], Iterable[Row]] = _nothing
    files: Callable[[Any], Iterable[tuple[str, Any]]] = _nothing
    blockers: Callable[[Any], list[Blocker]] = _nothing
    erase: Callable[[Any], None] = _no_change
    erased: Text = ""
    """What is deleted when the account goes; shown beforehand."""
    kept: Text = ""
    """What stays and why; shown beforehand."""


@dataclass
class Registry:
    kinds: dict[str, PersonalData] = field(default_factory=dict)

    def register(self, *kinds: PersonalData) -> None:
        for kind in kinds:
            if kind.name in self.kinds and self.kinds[kind.name] is not kind:
                raise ValueError(f"Personal data {kind.name!r} is registered twice.")
            self.kinds[kind.name] = kind

    def __iter__(self) -> Iterator[PersonalData]:
        return iter(sorted(self.kinds.values(), key=lambda kind: kind.name))

    def __len__(self) -> int:
        return len(self.kinds)


registry = Registry()


def rows(found: Iterable[models.Model], *names: str) -> Iterator[dict[str, Json]]:
    """The named attributes of each, as JSON: `room__title` goes through relations, a method is called."""
    for thing in found:
        yield {name: plain(_reach(thing, name)) for name in names}


def _reach(thing: Any, name: str) -> Any:
    for step in name.split("__"):
        if thing is None:
            return None
        thing = getattr(thing, step)
    return thing() if callable(thing) and not isinstance(thing, type) else thing


def plain(value: Any) -> Json:
    if value is None or (isinstance(value, bool | int | float | str) and type(value) in (bool, int, float, str)):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    return str(value)


@dataclass(frozen=True, kw_only=True)
class Retention:
    """How long one kind of data is kept: `days` in `settings.DAJI_KEEP_DAYS[name]`, counted from what `label` says.

    `forget(before, limit)` forgets at most so many things that are older than `before` and returns how many it forgot.
    """

    name: str
    label: Text
    forget: Callable[[datetime, int], int]


retentions: dict[str, Retention] = {}


def register_retention(*rules: Retention) -> None:
    for rule in rules:
        if rule.name in retentions and retentions[rule.name] is not rule:
            raise ValueError(f"How long {rule.name!r} is kept is registered twice.")
        retentions[rule.name] = rule


def delete_batch(found: models.QuerySet[Any], limit: int) -> int:
    """Delete the oldest `limit` of these; for `Retention.forget`."""
    keys = list(found.order_by("pk").values_list("pk", flat=True)[:limit])
    found.model._base_manager.filter(pk__in=keys).delete()
    return len(keys)
