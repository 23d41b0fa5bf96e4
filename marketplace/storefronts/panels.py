"""What other apps show on a farm's page and on the seller's desk.

Goods, batches, orders and reviews live in apps above this one, which it cannot import. They register here in
`apps.ready()`; the pages ask for whatever has registered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

from marketplace.storefronts.models import Farm


class Place(StrEnum):
    SECTION = "section"  # below the diary, over the whole width, with a tab of its own
    ASIDE = "aside"  # a card beside the diary


@dataclass(frozen=True, kw_only=True)
class FarmPanel:
    """`context(farm)` feeds the template, which sees only that and `farm`; None leaves the panel out."""

    slug: str
    label: str | Promise
    icon: str
    place: Place
    template_name: str
    context: Callable[[Farm], dict[str, Any] | None]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number on the desk's first page."""

    icon: str
    label: str | Promise
    value: str
    note: str | Promise = ""
    url: str = ""
    urgent: bool = False


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to do today."""

    icon: str
    text: str | Promise
    url: str
    action: str | Promise


_farm_panels: list[FarmPanel] = []
_figures: list[Callable[[Farm], Iterable[Figure]]] = []
_tasks: list[Callable[[Farm], Iterable[Task]]] = []


def register_farm_panel(panel: FarmPanel) -> None:
    if panel not in _farm_panels:
        _farm_panels.append(panel)


def register_desk(
    *, figures: Callable[[Farm], Iterable[Figure]] | None = None, tasks: Callable[[Farm], Iterable[Task]] | None = None
) -> None:
    """Each is called with the farm when its desk is opened. Apps register from the lowest up, and what the highest says is
    nearest to today: orders to send stand before boxes to count."""
    if figures and figures not in _figures:
        _figures.append(figures)
    if tasks and tasks not in _tasks:
        _tasks.append(tasks)


def farm_panels(*, farm: Farm) -> list[dict[str, Any]]:
    """`{"panel": FarmPanel, "context": dict}` for every panel that has something to show on this farm's page."""
    filled = ({"panel": panel, "context": panel.context(farm)} for panel in _farm_panels)
    return [entry for entry in filled if entry["context"] is not None]


def desk_figures(*, farm: Farm) -> list[Figure]:
    return [figure for source in reversed(_figures) for figure in source(farm)]


def desk_tasks(*, farm: Farm) -> list[Task]:
    return [task for source in reversed(_tasks) for task in source(farm)]
