from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from live.chat.models import Message, Mute
from live.rooms.models import Room
from live.rooms.queries import crew_ids

MESSAGES_SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class ChatLine:
    """A message as it is shown: the same on the page and in the `room.chat` frame."""

    message_id: int
    author_id: int
    author: str
    is_host: bool
    body: str


def line_of(*, message: Message, crew: set[int]) -> ChatLine:
    return ChatLine(
        message_id=message.pk,
        author_id=message.author_id,
        author=message.author.get_short_name(),
        is_host=message.author_id in crew,
        body=message.body,
    )


def last_lines(*, room: Room, limit: int = MESSAGES_SHOWN, hidden: Collection[int] = ()) -> list[ChatLine]:
    """The newest messages that are not deleted, oldest first, without those of `hidden` authors."""
    visible = Message.objects.filter(room=room).visible().exclude(author__in=hidden)
    newest = visible.select_related("author").order_by("-pk")[:limit]
    crew = crew_ids(room=room)
    return [line_of(message=message, crew=crew) for message in reversed(newest)]


def mute_of(*, user: Any, room: Room, now: datetime | None = None) -> Mute | None:
    """The mute that keeps this person from writing here, the longest one when there are several."""
    if not user.is_authenticated:
        return None
    return Mute.objects.filter(room=room, user=user).in_force(now=now).order_by("-until").first()


def mutes_in_force(*, room: Room) -> list[Mute]:
    return list(Mute.objects.filter(room=room).in_force().select_related("user", "muted_by"))
