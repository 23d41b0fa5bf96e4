"""Likes are counted in the process and written once a second; the room's row holds the sum."""

from __future__ import annotations

import threading
from collections import Counter

from django.db.models import F
from django.utils.translation import gettext as _

from core.errors import Refused
from live.rooms.models import Room
from live.rooms.states import RoomState

MOST_AT_ONCE = 10

_lock = threading.Lock()
_pending: Counter[int] = Counter()


def like(*, room_id: int, count: int = 1) -> None:
    """Count likes; `write_likes` brings them into the database. What a crash loses is a second's worth."""
    with _lock:
        _pending[room_id] += max(1, min(count, MOST_AT_ONCE))


def like_now(*, room: Room) -> None:
    """One like, written at once: the way of the plain form. Raises Refused unless the room is open."""
    if not _add(room.pk, 1):
        raise Refused(_("The room is not open."))


def write_likes() -> int:
    """Write what was counted since the last time; returns how many rooms had any. Closed rooms gain none."""
    with _lock:
        counted = dict(_pending)
        _pending.clear()
    return sum(_add(room_id, count) for room_id, count in counted.items())


def _add(room_id: int, count: int) -> int:
    return Room.objects.filter(pk=room_id, state=RoomState.OPEN).update(likes=F("likes") + count)
