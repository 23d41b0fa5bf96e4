"""What a room is for. The apps above register their kinds here; live never imports them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from accounts.permissions import can_host, is_moderator
from live.rooms.states import RoomRole

if TYPE_CHECKING:
    from live.rooms.models import Room


class RoomKind:
    """Subclass, override what differs, and `register()` one instance in `apps.ready()`.

    `template_name` extends "live/rooms/room.html", `studio_template_name` extends "live/studio/room.html".
    `organization_kinds` names the kinds of organisation that may schedule such a room; empty means all of them.
    """

    slug: str
    label: str | Promise
    template_name = "live/rooms/room.html"
    studio_template_name = "live/studio/room.html"
    organization_kinds: tuple[str, ...] = ()

    def role_of(self, *, user: Any, room: Room) -> RoomRole:
        if user.is_authenticated and user.pk == room.host_id:
            return RoomRole.HOST
        if can_host(user, room.organization):
            return RoomRole.CREW
        return RoomRole.MODERATOR if is_moderator(user) else RoomRole.VIEWER

    def context(self, *, user: Any, room: Room) -> dict[str, Any]:
        """What `template_name` needs beside the room itself. `place` (text) is shown over the video."""
        return {}

    def studio_context(self, *, user: Any, room: Room) -> dict[str, Any]:
        return {}

    def card(self, room: Room) -> dict[str, Any]:
        """One line for the room's card: `text`, `price` (Money) or `pay` (text), `picture`; an empty dict shows none."""
        return {}

    def cards(self, rooms: Iterable[Room]) -> dict[int, dict[str, Any]]:
        """`card` of many rooms by primary key; override it to ask the database once."""
        return {room.pk: self.card(room) for room in rooms}


_kinds: dict[str, RoomKind] = {}


def register(kind: RoomKind) -> None:
    known = _kinds.get(kind.slug)
    if known is not None and type(known) is not type(kind):
        raise RuntimeError(f"room kind {kind.slug!r} is already registered")
    _kinds[kind.slug] = kind


def unregister(slug: str) -> None:
    _kinds.pop(slug, None)


def kind_of(room: Room) -> RoomKind:
    """The room's kind; KeyError when the app that registers it is not installed."""
    return _kinds[room.kind]


def registered_kinds(*, organization_kind: str = "") -> list[RoomKind]:
    """All kinds, or those that this kind of organisation may schedule."""
    return [
        kind
        for kind in _kinds.values()
        if not organization_kind or not kind.organization_kinds or organization_kind in kind.organization_kinds
    ]


class RoomPart:
    """What another app of live adds to every room page, whatever its kind: the chat.

    `slots` names the template that stands in each place of "live/rooms/room.html": "low" over the video, "bar" in the
    bar below it, "panel" beside it.
    """

    slots: dict[str, str] = {}

    def context(self, *, user: Any, room: Room, role: RoomRole) -> dict[str, Any]:
        return {}


_parts: dict[str, RoomPart] = {}


def register_part(part: RoomPart) -> None:
    _parts[type(part).__qualname__] = part


def parts_context(*, user: Any, room: Room, role: RoomRole) -> dict[str, Any]:
    """Everything that the parts add; `slots` lists their templates by place."""
    context: dict[str, Any] = {}
    slots: dict[str, list[str]] = {}
    for part in _parts.values():
        context |= part.context(user=user, room=room, role=role)
        for place, template_name in part.slots.items():
            slots.setdefault(place, []).append(template_name)
    return context | {"slots": slots}
