"""The envelope of everything that is sent to browsers, and the list of all of it.

On the wire a frame is `{"seq": 812, "type": "sale.stock", "at": "2026-11-21T08:00:00.000Z", "data": {…}}`. Every app
declares its frames in its own `protocol.py`; docs/protocol.md is generated from `all_frames()`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, ClassVar


class Weight(StrEnum):
    """What happens to a frame when a socket reads too slowly."""

    MUST = "must"  # kept; a socket that cannot take it is closed and told to resume
    SHOULD = "should"  # left out, with a marker that names what was left out
    MAY = "may"  # only the latest of its type is kept; stands outside the sequence


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Base of every frame. Fields are plain values and the same for everyone who may hear the topic."""

    type: ClassVar[str]
    weight: ClassVar[Weight] = Weight.MUST

    def data(self) -> dict[str, Any]:
        return asdict(self)


_frames: dict[str, type[Frame]] = {}


def frame[F: type[Frame]](declared: F) -> F:
    """Class decorator: put the frame on the list. Types are unique across the project."""
    known = _frames.get(declared.type)
    if known is not None and known.__qualname__ != declared.__qualname__:
        raise RuntimeError(f"frame type {declared.type!r} is already declared by {known.__module__}")
    _frames[declared.type] = declared
    return declared


def all_frames() -> list[type[Frame]]:
    """Every declared frame class, by type."""
    return [_frames[name] for name in sorted(_frames)]


@frame
@dataclass(frozen=True, kw_only=True)
class Welcome(Frame):
    """First on every socket, before what was missed: where the topic stands now."""

    type: ClassVar[str] = "hub.welcome"
    epoch: str
    seq: int


@frame
@dataclass(frozen=True, kw_only=True)
class Reload(Frame):
    """What was missed is no longer kept: fetch the state over HTTP, then go on from here."""

    type: ClassVar[str] = "hub.reload"
    epoch: str
    seq: int


@frame
@dataclass(frozen=True, kw_only=True)
class Dropped(Frame):
    """This socket read too slowly, so the `should` frames with these numbers were left out."""

    type: ClassVar[str] = "hub.dropped"
    seqs: list[int]


@frame
@dataclass(frozen=True, kw_only=True)
class Ack(Frame):
    """The client's message `client_id` was carried out; `result` is what it made."""

    type: ClassVar[str] = "hub.ack"
    client_id: str
    result: dict[str, Any]


@frame
@dataclass(frozen=True, kw_only=True)
class Error(Frame):
    """The client's message was refused; `message` is a sentence for the person."""

    type: ClassVar[str] = "hub.error"
    client_id: str
    message: str


@frame
@dataclass(frozen=True, kw_only=True)
class Pong(Frame):
    """Answer to `ping`."""

    type: ClassVar[str] = "hub.pong"
