"""Who may do what in a room. Roles come from the room's kind; anonymous people are viewers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from live.rooms.kinds import kind_of
from live.rooms.states import RoomRole, RoomState

if TYPE_CHECKING:
    from live.rooms.models import Room


def role_of(user: Any, room: Room) -> RoomRole:
    return kind_of(room).role_of(user=user, room=room)


def can_run(user: Any, room: Room) -> bool:
    """Open, end, pin, see the studio."""
    return role_of(user, room) in (RoomRole.HOST, RoomRole.CREW)


def can_publish(user: Any, room: Room) -> bool:
    """Send video into the room; only while it is open."""
    return room.state == RoomState.OPEN and can_run(user, room)


def can_moderate(user: Any, room: Room) -> bool:
    return role_of(user, room) != RoomRole.VIEWER
