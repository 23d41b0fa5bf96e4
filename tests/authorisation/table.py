"""Who may use which route. One line for each route and method; everything that no line lets in is kept out.

A line names who is let in. The others find nothing there (404), and a guest is led to the login, unless the line says
otherwise. `values` are names in `World.values` for the address, in the order in which it wants them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from tests.authorisation.roles import (
    FINANCE,
    GUEST,
    HOST,
    MANAGER,
    MODERATOR,
    OWNER,
    RIVAL,
    ROLES,
    STAFF,
    SUPERUSER,
    SUPPORT,
)

IN, LOGIN, FORBIDDEN, NOTHING = "in", "login", "403", "404"

EVERYONE = frozenset(ROLES)
PEOPLE = EVERYONE - {GUEST}
NOBODY: frozenset[str] = frozenset()
MANAGERS = frozenset({OWNER, MANAGER})
CREW = MANAGERS | {HOST}
MEMBERS = CREW | {STAFF}
# The rival manages too, but something else: let into the lists of a desk, and kept from every thing on ours.
SELLERS = MANAGERS | {RIVAL}
MODERATORS = frozenset({MODERATOR, SUPERUSER})
BEHIND = frozenset({SUPPORT, MODERATOR, FINANCE, SUPERUSER})


@dataclass(frozen=True, kw_only=True)
class Rule:
    let_in: Collection[str]
    refused: Collection[str] = ()  # they may see the thing, but not do this to it
    others: str = NOTHING
    guest: str = LOGIN
    data: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def answer_for(self, role: str) -> str:
        if role in self.let_in:
            return IN
        if role in self.refused:
            return FORBIDDEN
        return self.guest if role == GUEST else self.others


@dataclass(frozen=True, kw_only=True)
class Route:
    name: str
    values: tuple[str, ...] = ()
    rules: dict[str, Rule] = field(default_factory=dict)


def get(name: str, *values: str, to: Collection[str] = EVERYONE, **kept_out: Any) -> Route:
    return Route(name=name, values=values, rules={"GET": Rule(let_in=to, **kept_out)})


def post(name: str, *values: str, to: Collection[str] = PEOPLE, **more: Any) -> Route:
    """Keyword arguments of Rule; `{name}` in the data stands for a value of the world."""
    return Route(name=name, values=values, rules={"POST": Rule(let_in=to, **more)})


def form(name: str, *values: str, to: Collection[str] = PEOPLE, **more: Any) -> Route:
    """A page with a form that is sent to the page itself."""
    rule = Rule(let_in=to, **more)
    return Route(name=name, values=values, rules={"GET": rule, "POST": rule})
