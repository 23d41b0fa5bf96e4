"""Cursor pages: after the last row that was seen, so that a list in motion neither repeats nor skips.

A list names its order as columns, the last of them unique: `("-published_at", "-pk")`. A trailing `?` marks a column
that may be empty; empty comes last in either direction. The cursor is signed and opaque: nobody builds one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core.api.errors import InvalidQuery, Problem
from core.money import Money

DEFAULT_LIMIT = 20
LARGEST_LIMIT = 100
SALT = "core.api.cursor"


@dataclass(frozen=True)
class Column:
    name: str
    descending: bool
    may_be_empty: bool

    @classmethod
    def parse(cls, text: str) -> Column:
        return cls(text.strip("-?"), text.startswith("-"), text.endswith("?"))

    def order(self, *, backwards: bool) -> Any:
        descending = self.descending != backwards
        empty = {"nulls_first": True} if backwards else {"nulls_last": True}
        if not self.may_be_empty:
            empty = {}
        return F(self.name).desc(**empty) if descending else F(self.name).asc(**empty)

    def same(self, value: Any) -> Q:
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})

    def beyond(self, value: Any, *, backwards: bool) -> Q | None:
        """Rows that come after one with this value; None where there cannot be any."""
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if backwards else None
        further = Q(**{f"{self.name}__{'lt' if self.descending != backwards else 'gt'}": value})
        if self.may_be_empty and not backwards:
            further |= Q(**{f"{self.name}__isnull": True})
        return further


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    next: str | None
    previous: str | None


def paginate(*, rows: QuerySet[Any], order: Sequence[str], request: Request) -> Page:
    """The page that the request's `cursor` and `limit` name. Raises Problem, InvalidQuery."""
    columns = [Column.parse(text) for text in order]
    limit, (position, backwards) = _limit(request), _read(request, order)
    if position:
        rows = rows.filter(_beyond(columns, position, backwards=backwards))
    found = list(rows.order_by(*(column.order(backwards=backwards) for column in columns))[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    if backwards:
        found.reverse()
    follows, precedes = (bool(position), more) if backwards else (more, bool(position))
    if not found:  # past either end: the way back is to begin again
        follows = precedes = False
    return Page(
        rows=found,
        next=_link(request, order, columns, found[-1], backwards=False) if follows else None,
        previous=_link(request, order, columns, found[0], backwards=True) if precedes else None,
    )


def _limit(request: Request) -> int:
    text = request.query_params.get("limit", "")
    if not text:
        return DEFAULT_LIMIT
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= LARGEST_LIMIT and len(text) < 4):
        raise InvalidQuery({"limit": [_("A number from 1 to {most}.").format(most=LARGEST_LIMIT)]})
    return int(text)


def _read(request: Request, order: Sequence[str]) -> tuple[list[Any], bool]:
    cursor = request.query_params.get("cursor", "")
    if not cursor:
        return [], False
    try:
        said = signing.loads(cursor, salt=SALT)
    except (signing.BadSignature, ValueError):
        raise Problem("bad-cursor") from None
    if said["o"] != list(order):
        raise Problem("bad-cursor", _("This cursor belongs to another list or order. Begin again without it."))
    return said["p"], said["b"]


def _beyond(columns: Sequence[Column], position: Sequence[Any], *, backwards: bool) -> Q:
    beyond, same = Q(pk__in=[]), Q()
    for column, value in zip(columns, position, strict=True):
        further = column.beyond(value, backwards=backwards)
        if further is not None:
            beyond |= same & further
        same &= column.same(value)
    return beyond


def _link(request: Request, order: Sequence[str], columns: Sequence[Column], row: Any, *, backwards: bool) -> str:
    position = [_plain(_value(row, column.name)) for column in columns]
    cursor = signing.dumps({"o": list(order), "p": position, "b": backwards}, salt=SALT, compress=True)
    query = [(name, value) for name, values in request.query_params.lists() if name != "cursor" for value in values]
    return request.build_absolute_uri(f"{request.path}?{urlencode([*query, ('cursor', cursor)])}")


def _value(row: Any, name: str) -> Any:
    for part in name.split("__"):
        row = getattr(row, part)
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, Money):
        return value.minor
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
