from dataclasses import dataclass

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class AccessTokenMade(DomainEvent):
    token_id: int
    user_id: int


@dataclass(frozen=True, kw_only=True)
class AccessTokenRevoked(DomainEvent):
    token_id: int
    user_id: int
