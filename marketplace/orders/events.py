from dataclasses import dataclass

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class StockChanged(DomainEvent):
    """Units were held, given back or taken; `free` is what the whole variant can sell now."""

    variant_id: int
    free: int


@dataclass(frozen=True, kw_only=True)
class ReservationReleased(DomainEvent):
    """A hold ended without a sale. `deal_reference` says to which deal the units go back, "" for none."""

    reservation_id: int
    variant_id: int
    quantity: int
    deal_reference: str


@dataclass(frozen=True, kw_only=True)
class OrderPlaced(DomainEvent):
    order_id: int


@dataclass(frozen=True, kw_only=True)
class OrderPaid(DomainEvent):
    """`buyer_id` is 0 for a guest; `seller_id` is the organisation."""

    order_id: int
    seller_id: int
    buyer_id: int


@dataclass(frozen=True, kw_only=True)
class OrderCancelled(DomainEvent):
    order_id: int
    buyer_id: int


@dataclass(frozen=True, kw_only=True)
class OrderShipped(DomainEvent):
    order_id: int
    buyer_id: int


@dataclass(frozen=True, kw_only=True)
class OrderMoved(DomainEvent):
    """Any other move of an order; `state` is the new `OrderState` value."""

    order_id: int
    buyer_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class OrderLinkWanted(DomainEvent):
    """A guest's link has run out and they ask for a new one. A text is taken out of the budget."""

    group_id: int
    language: str
