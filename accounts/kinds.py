"""What apps keep for organisations: what has to be finished before one closes, and what goes quiet when it does.

The apps above register it when they start, each in its `closing.py`; accounts never imports them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.personal_data import Blocker

if TYPE_CHECKING:
    from accounts.models import Organization, User


def _nothing(organization: Organization) -> list[Blocker]:
    return []


def _no_change(organization: Organization, actor: User) -> None:
    return None


@dataclass(frozen=True, kw_only=True)
class Business:
    """`wind_up` runs in the transaction that closes, with the owner as actor, while the organisation is still open."""

    name: str
    unfinished: Callable[[Organization], list[Blocker]] = _nothing
    wind_up: Callable[[Organization, User], None] = _no_change


_businesses: dict[str, Business] = {}


def register_business(business: Business) -> None:
    known = _businesses.get(business.name)
    if known is not None and known != business:
        raise ValueError(f"What is called {business.name!r} is registered twice.")
    _businesses[business.name] = business


def businesses() -> Iterator[Business]:
    """By name, so that what is unfinished is always told in the same order."""
    return iter(sorted(_businesses.values(), key=lambda business: business.name))
