"""What an endpoint says of each of its methods: its name, who may use it, what goes in and what comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from rest_framework.serializers import BaseSerializer

# Instead of a scope. PUBLIC: anybody, signed in or not. ANY_TOKEN: a person, and a token whatever its scopes.
PUBLIC = "public"
ANY_TOKEN = "any-token"  # noqa: S105


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One method of one address. `scope` is PUBLIC, ANY_TOKEN, or what a token must have been given.

    `needs_key`: moves money or the like, so an Idempotency-Key must come with it. `statuses` are refusals beyond those
    that every operation of its kind can give.
    """

    name: str
    summary: str | Promise
    scope: str
    takes: type[BaseSerializer] | None = None
    gives: type[BaseSerializer] | None = None
    status: int = 200
    is_list: bool = False
    needs_key: bool = False
    statuses: tuple[int, ...] = field(default=())
