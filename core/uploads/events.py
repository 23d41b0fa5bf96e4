from dataclasses import dataclass

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class PictureStored(DomainEvent):
    picture_id: int


@dataclass(frozen=True, kw_only=True)
class VideoReceived(DomainEvent):
    video_id: int


@dataclass(frozen=True, kw_only=True)
class VideoReady(DomainEvent):
    video_id: int


@dataclass(frozen=True, kw_only=True)
class VideoRefused(DomainEvent):
    """`reason` is a `VideoRefusal`."""

    video_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class VideoTakenDown(DomainEvent):
    """By a moderator. `reason` is what who sent it reads."""

    video_id: int
    reason: str
