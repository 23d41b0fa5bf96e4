"""Frames of a sale room. Where words change, the fragment rides along once in each language of the site (`html`)."""

from dataclasses import dataclass
from typing import ClassVar

from live.hub.protocol import Frame, frame


@frame
@dataclass(frozen=True, kw_only=True)
class ShelfUpdated(Frame):
    """The shelf as it is now."""

    type: ClassVar[str] = "sale.shelf"
    html: dict[str, str]


@frame
@dataclass(frozen=True, kw_only=True)
class PinChanged(Frame):
    """Another item is shown, or the same at another price, or none (`shelf_item_id` 0)."""

    type: ClassVar[str] = "sale.pin"
    shelf_item_id: int
    html: dict[str, str]


@frame
@dataclass(frozen=True, kw_only=True)
class DealChanged(Frame):
    """A deal began, or ended: then its fragment is empty."""

    type: ClassVar[str] = "sale.deal"
    deal_id: int
    html: dict[str, str]


@frame
@dataclass(frozen=True, kw_only=True)
class DealStock(Frame):
    """How many boxes the deal has left."""

    type: ClassVar[str] = "sale.deal_stock"
    deal_id: int
    free: int
    quantity: int


@frame
@dataclass(frozen=True, kw_only=True)
class Stock(Frame):
    """How many of a variant on the shelf can be sold now."""

    type: ClassVar[str] = "sale.stock"
    variant_id: int
    free: int
