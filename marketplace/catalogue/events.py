from dataclasses import dataclass

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class ProductMoved(DomainEvent):
    """A product came to the stall, was paused or retired; `state` is a `ProductState` value."""

    product_id: int
    organization_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class ProductChanged(DomainEvent):
    """Its words, picture, sizes or prices were edited; `variant_id` is 0 when no one size is meant."""

    product_id: int
    organization_id: int
    variant_id: int


@dataclass(frozen=True, kw_only=True)
class StockMoved(DomainEvent):
    """A farmer added to a batch or corrected it; `free` is what the whole variant can sell now."""

    batch_id: int
    variant_id: int
    change: int
    free: int
