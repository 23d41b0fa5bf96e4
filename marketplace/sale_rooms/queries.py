from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from core.money import Money
from live.rooms.models import Room
from marketplace.catalogue.models import Variant
from marketplace.sale_rooms.models import FlashDeal, Pin, SaleRoom, ShelfItem


@dataclass(frozen=True, kw_only=True)
class ShelfLine:
    """One item as a viewer sees it: `price` is what it costs this minute, `before` what it costs without the deal."""

    item: ShelfItem
    variant: Variant
    price: Money
    before: Money | None
    free: int
    is_pinned: bool


def shelf_of(*, sale_room: SaleRoom, now: datetime.datetime) -> list[ShelfLine]:
    """The shelf in its order, in four queries whatever its length."""
    items = list(sale_room.shelf.select_related("variant__product__picture").order_by("position", "pk"))
    free = free_by_variant(variants=[item.variant_id for item in items])
    pinned = current_pin(sale_room=sale_room)
    deal = running_deal(sale_room=sale_room, now=now)
    lines = []
    for item in items:
        dealt = deal if deal is not None and deal.shelf_item_id == item.pk and deal.free > 0 else None
        lines.append(
            ShelfLine(
                item=item,
                variant=item.variant,
                price=dealt.price if dealt else item.variant.price,
                before=item.variant.price if dealt else item.variant.compare_at,
                free=free.get(item.variant_id, 0),
                is_pinned=pinned is not None and pinned.shelf_item_id == item.pk,
            )
        )
    return lines


def free_by_variant(*, variants: list[int]) -> dict[int, int]:
    return {row.pk: row.available for row in Variant.objects.filter(pk__in=variants).with_free()}


def current_pin(*, sale_room: SaleRoom) -> Pin | None:
    return Pin.objects.filter(sale_room=sale_room, unpinned_at=None).first()


def running_deal(*, sale_room: SaleRoom, now: datetime.datetime) -> FlashDeal | None:
    """The deal whose clock is running, with its item."""
    running = FlashDeal.objects.filter(sale_room=sale_room, ended_at=None, starts_at__lte=now, ends_at__gt=now)
    return running.select_related("shelf_item__variant__product").first()


def rooms_showing(*, variant_id: int) -> QuerySet[Room]:
    """The open rooms on whose shelf this variant stands."""
    shelves = ShelfItem.objects.filter(variant_id=variant_id).values("sale_room_id")
    return Room.objects.open().filter(pk__in=shelves)


def cards_of(*, room_ids: list[int]) -> dict[int, ShelfItem]:
    """For each room what its card shows: the pinned item, else the first on the shelf."""
    cards: dict[int, ShelfItem] = {}
    items = ShelfItem.objects.filter(sale_room_id__in=room_ids).select_related("variant__product__picture")
    for item in items.order_by("-position", "-pk"):
        cards[item.sale_room_id] = item
    pins = Pin.objects.filter(sale_room_id__in=room_ids, unpinned_at=None)
    for pin in pins.select_related("shelf_item__variant__product__picture"):
        cards[pin.sale_room_id] = pin.shelf_item
    return cards
