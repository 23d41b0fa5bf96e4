"""What browsers may say over a socket. Apps register a handler for each type; consumers look it up here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import orjson
from channels.db import database_sync_to_async
from django.utils.translation import gettext as _

from core.errors import NotAllowed, Refused
from live.hub.buckets import TokenBuckets

LARGEST_MESSAGE = 4096  # characters

type Handler = Callable[..., dict[str, Any]] | Callable[..., Awaitable[dict[str, Any]]]


@dataclass(frozen=True, kw_only=True)
class ClientMessage:
    """`{"type": …, "client_id": …, "data": {…}}`, answered with `hub.ack` or `hub.error`.

    `handle(user=, subject=, client_id=, data=)` returns the ack's result; `subject` is what the socket is about (a
    room's number). A plain function runs in a thread; a coroutine function on the event loop, where it must not wait.
    """

    type: str
    handle: Handler
    fields: dict[str, str]
    buckets: TokenBuckets
    is_async: bool


_messages: dict[str, ClientMessage] = {}


def client_message(
    type: str, *, fields: dict[str, str], per_second: float = 2, burst: int = 10, is_async: bool = False
) -> Callable[[Handler], Handler]:
    """Function decorator: carry out messages of this type. `fields` tells the documentation what `data` holds."""

    def register(handle: Handler) -> Handler:
        buckets = TokenBuckets(per_second=per_second, burst=burst)
        _messages[type] = ClientMessage(type=type, handle=handle, fields=fields, buckets=buckets, is_async=is_async)
        return handle

    return register


def all_client_messages() -> list[ClientMessage]:
    return [_messages[name] for name in sorted(_messages)]


@dataclass(frozen=True, kw_only=True)
class Said:
    """A message from a browser, taken apart."""

    type: str
    client_id: str
    data: dict[str, Any]


def parse(text: str | None) -> Said:
    """Raises Refused, with a sentence, for anything that is not such a message."""
    if text is None or len(text) > LARGEST_MESSAGE:
        raise Refused(_("That message is too large."))
    try:
        said = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Refused(_("That message could not be read.")) from None
    if not isinstance(said, dict) or not isinstance(said.get("type"), str):
        raise Refused(_("That message could not be read."))
    client_id, data = said.get("client_id", ""), said.get("data", {})
    if not isinstance(client_id, str) or len(client_id) > 64 or not isinstance(data, dict):
        raise Refused(_("That message could not be read."))
    return Said(type=said["type"], client_id=client_id, data=data)


def is_light(said: Said) -> bool:
    """Said so often, and worth so little, that it must not cost a query: pings, likes."""
    message = _messages.get(said.type)
    return said.type == "ping" or (message is not None and message.is_async)


async def carry_out(said: Said, *, user: Any, subject: int) -> dict[str, Any]:
    """Raises Refused for what nobody handles, for strangers, and for those who are too quick."""
    message = _messages.get(said.type)
    if message is None:
        raise Refused(_("This page is older than the site. Reload it."))
    if not user.is_authenticated:
        raise NotAllowed(_("Sign in to take part."))
    if not message.buckets.take(f"user:{user.pk}"):
        raise Refused(_("That is a little too quick. Wait a moment."))
    handle: Any = message.handle if message.is_async else database_sync_to_async(message.handle)
    result: dict[str, Any] = await handle(user=user, subject=subject, client_id=said.client_id, data=said.data)
    return result
