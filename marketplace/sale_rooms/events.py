from dataclasses import dataclass

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class ShelfChanged(DomainEvent):
    room_id: int


@dataclass(frozen=True, kw_only=True)
class ItemPinned(DomainEvent):
    room_id: int
    shelf_item_id: int


@dataclass(frozen=True, kw_only=True)
class ItemUnpinned(DomainEvent):
    room_id: int


@dataclass(frozen=True, kw_only=True)
class DealStarted(DomainEvent):
    room_id: int
    deal_id: int


@dataclass(frozen=True, kw_only=True)
class DealEnded(DomainEvent):
    room_id: int
    deal_id: int


@dataclass(frozen=True, kw_only=True)
class DealStockChanged(DomainEvent):
    room_id: int
    deal_id: int
    free: int
