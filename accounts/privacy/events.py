from dataclasses import dataclass

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class ExportRequested(DomainEvent):
    export_id: int


@dataclass(frozen=True, kw_only=True)
class ExportReady(DomainEvent):
    export_id: int
    user_id: int


@dataclass(frozen=True, kw_only=True)
class AccountErased(DomainEvent):
    user_id: int
