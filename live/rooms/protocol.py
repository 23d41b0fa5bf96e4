"""Frames about the room itself."""

from dataclasses import dataclass
from typing import ClassVar

from live.hub.protocol import Frame, Weight, frame


@frame
@dataclass(frozen=True, kw_only=True)
class RoomStateChanged(Frame):
    """The room opened, ended, or its replay is there: `state` is open, ended or replay."""

    type: ClassVar[str] = "room.state"
    room_id: int
    state: str


@frame
@dataclass(frozen=True, kw_only=True)
class RoomCounters(Frame):
    """How many watch now and how many likes the room has, at most once a second."""

    type: ClassVar[str] = "room.counters"
    weight: ClassVar[Weight] = Weight.MAY
    viewers: int
    likes: int
