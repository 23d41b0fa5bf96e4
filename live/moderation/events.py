from dataclasses import dataclass

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class MessageDeleted(DomainEvent):
    room_id: int
    message_id: int


@dataclass(frozen=True, kw_only=True)
class PersonMuted(DomainEvent):
    room_id: int
    user_id: int
    mute_id: int


@dataclass(frozen=True, kw_only=True)
class PersonUnmuted(DomainEvent):
    room_id: int
    user_id: int
    mute_id: int
