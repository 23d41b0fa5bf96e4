from dataclasses import dataclass

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class RoomScheduled(DomainEvent):
    room_id: int


@dataclass(frozen=True, kw_only=True)
class RoomOpened(DomainEvent):
    room_id: int
    organization_id: int


@dataclass(frozen=True, kw_only=True)
class RoomEnded(DomainEvent):
    room_id: int
    organization_id: int


@dataclass(frozen=True, kw_only=True)
class RoomCancelled(DomainEvent):
    room_id: int
    organization_id: int


@dataclass(frozen=True, kw_only=True)
class ReplayPublished(DomainEvent):
    room_id: int
    organization_id: int
