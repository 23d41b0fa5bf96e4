"""The demo's rooms as the stage sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from demo.content.people import VIEWERS
from demo.content.rooms import ROOMS
from demo.content.shapes import RoomContent
from demo.models import LoadedPart
from live.rooms.models import Room
from live.rooms.states import RoomState

LOOPS = Path(__file__).resolve().parent.parent / "pictures" / "loops"


@dataclass(frozen=True, kw_only=True)
class StagedRoom:
    """`viewers` are the primary keys of the scripted people by their content key."""

    room_id: int
    content: RoomContent
    host_id: int
    viewers: dict[str, int]

    @property
    def loop(self) -> Path:
        return LOOPS / f"{self.content.loop}.mp4"


def open_rooms() -> list[StagedRoom]:
    """The rooms that the fair brought, have a loop and are open. Announced ones whose time has passed are put off."""
    parts = LoadedPart.objects.filter(name__in=["people", "sale-rooms", "recruitment-rooms"])
    made = {key: pk for part in parts for key, pk in part.made.items()}
    keys = {made[f"room:{room.key}"]: room for room in ROOMS if f"room:{room.key}" in made}
    viewers = {key: made[f"person:{key}"] for key in VIEWERS if f"person:{key}" in made}
    _put_off(keys)
    found = Room.objects.filter(pk__in=keys, state=RoomState.OPEN).order_by("pk")
    return [
        StagedRoom(room_id=room.pk, content=keys[room.pk], host_id=room.host_id, viewers=viewers)
        for room in found
        if keys[room.pk].loop
    ]


def _put_off(keys: dict[int, RoomContent]) -> None:
    now = timezone.now()
    missed = Room.objects.filter(pk__in=keys, state=RoomState.SCHEDULED, starts_at__lt=now)
    for room in missed:
        later = now + timedelta(hours=keys[room.pk].starts_in_hours or 1)
        Room.objects.filter(pk=room.pk, state=RoomState.SCHEDULED).update(starts_at=later)
