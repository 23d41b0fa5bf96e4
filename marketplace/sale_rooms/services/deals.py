"""Flash deals: a lower price for a few minutes and a set number of boxes."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.expressions import Combinable
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import Refused
from core.events import publish
from core.money import Money
from marketplace.sale_rooms.events import DealEnded, DealStarted, DealStockChanged
from marketplace.sale_rooms.models import DealMovement, FlashDeal, SaleRoom, ShelfItem
from marketplace.sale_rooms.services.shelf import check_may_run, pin
from marketplace.sale_rooms.states import MovementKind

LONGEST_DEAL_MINUTES = 60


@transaction.atomic
def start_deal(*, item: ShelfItem, price: Money, quantity: int, minutes: int, actor: Any) -> FlashDeal:
    """Start it now, and show the item. One deal runs in a room at a time; one whose time is over makes room.

    Refused (with the field) for a price that is no lower, more boxes than there are, or a clock beyond an hour.
    """
    check_may_run(sale_room=item.sale_room, actor=actor)
    room = item.sale_room.room
    if not room.is_open:
        raise Refused(_("The room is not open."))
    if not Money.zero() < price < item.variant.price:
        raise Refused(
            _("A deal is cheaper than the stall: below %(price)s.") % {"price": item.variant.price}, field="price"
        )
    if not 1 <= quantity <= item.variant.available:
        there = item.variant.available
        sentence = ngettext("There is %(count)s box to sell.", "There are %(count)s boxes to sell.", there)
        raise Refused(sentence % {"count": there}, field="quantity")
    if not 1 <= minutes <= LONGEST_DEAL_MINUTES:
        raise Refused(_("A deal lasts from one minute to an hour."), field="minutes")
    SaleRoom.objects.select_for_update().get(pk=item.sale_room_id)
    now = timezone.now()
    running = FlashDeal.objects.filter(sale_room=item.sale_room, ended_at=None).first()
    if running is not None:
        if running.is_running(now=now):
            raise Refused(_("A deal is running. Stop it before you start another."))
        _end(running, actor=actor, now=now)
    deal = FlashDeal.objects.create(
        sale_room=item.sale_room,
        shelf_item=item,
        price=price,
        quantity=quantity,
        free=quantity,
        starts_at=now,
        ends_at=now + datetime.timedelta(minutes=minutes),
        started_by=actor,
    )
    pin(item=item, actor=actor)
    publish(DealStarted(room_id=item.sale_room_id, deal_id=deal.pk), actor=actor)
    return deal


@transaction.atomic
def stop_deal(*, deal: FlashDeal, actor: Any) -> None:
    """Before its time. Who holds a box at the deal's price keeps it."""
    check_may_run(sale_room=deal.sale_room, actor=actor)
    deal = FlashDeal.objects.select_for_update().get(pk=deal.pk)
    if deal.ended_at is None:
        _end(deal, actor=actor, now=timezone.now())


@transaction.atomic
def end_deals_past_their_time(*, now: datetime.datetime) -> int:
    over = FlashDeal.objects.select_for_update().filter(ended_at=None, ends_at__lte=now).order_by("pk")
    for deal in (found := list(over)):
        _end(deal, actor=None, now=now)
    return len(found)


def _end(deal: FlashDeal, *, actor: Any, now: datetime.datetime) -> None:
    FlashDeal.objects.filter(pk=deal.pk).update(ended_at=now)
    publish(DealEnded(room_id=deal.sale_room_id, deal_id=deal.pk), actor=actor)


def claim(*, deal: FlashDeal, quantity: int, reference: str) -> None:
    """Take this many of the deal, inside the caller's transaction; Refused when they are gone or the clock has run out.

    One guarded statement decides between two buyers of the last box.
    """
    now = timezone.now()
    took = FlashDeal.objects.filter(
        pk=deal.pk, free__gte=quantity, ended_at=None, starts_at__lte=now, ends_at__gt=now
    ).update(free=F("free") - quantity, reserved=F("reserved") + quantity)
    if not took:
        raise Refused(_("The deal is over: all of it has found a home."))
    DealMovement.objects.create(deal=deal, kind=MovementKind.CLAIMED, reference=reference, quantity=quantity)
    _publish_stock(deal.pk)


@transaction.atomic
def give_back(*, deal_id: int, quantity: int, reference: str) -> None:
    """A hold ended without a sale. A reference that was seen before changes nothing."""
    _lock(deal_id)
    if _is_new(deal_id, MovementKind.RELEASED, quantity, reference):
        _change(deal_id, reserved=F("reserved") - quantity, free=F("free") + quantity)


@transaction.atomic
def mark_sold(*, deal_id: int, quantity: int, reference: str) -> None:
    """Sold at the deal's price. Money that came after the hold had been given back takes free units, or makes more."""
    deal = _lock(deal_id)
    if not _is_new(deal_id, MovementKind.SOLD, quantity, reference):
        return
    if deal.reserved >= quantity:
        _change(deal_id, reserved=F("reserved") - quantity, sold=F("sold") + quantity)
    elif deal.free >= quantity:
        _change(deal_id, free=F("free") - quantity, sold=F("sold") + quantity)
    else:
        _change(deal_id, quantity=F("quantity") + quantity, sold=F("sold") + quantity)


def _lock(deal_id: int) -> FlashDeal:
    return FlashDeal.objects.select_for_update().get(pk=deal_id)


def _is_new(deal_id: int, kind: MovementKind, quantity: int, reference: str) -> bool:
    movement = {"deal_id": deal_id, "kind": kind, "quantity": quantity}
    return DealMovement.objects.get_or_create(reference=reference, defaults=movement)[1]


def _change(deal_id: int, **changes: Combinable) -> None:
    FlashDeal.objects.filter(pk=deal_id).update(**changes)
    _publish_stock(deal_id)


def _publish_stock(deal_id: int) -> None:
    deal = FlashDeal.objects.get(pk=deal_id)
    publish(DealStockChanged(room_id=deal.sale_room_id, deal_id=deal.pk, free=deal.free))
