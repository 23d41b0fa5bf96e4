"""From paid to the door: what the farm does, what the buyer says, and the end of it."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import NotAllowed, Refused
from core.events import publish
from marketplace.orders.events import OrderShipped
from marketplace.orders.models import Order, Shipment
from marketplace.orders.permissions import can_fulfil, owns
from marketplace.orders.services.moves import move, tell
from marketplace.orders.states import OrderState

COMPLETED_AFTER = datetime.timedelta(days=7)


@transaction.atomic
def accept(*, order: Order, actor: User) -> None:
    order = _locked_for_seller(order, actor)
    move(order=order, to=OrderState.ACCEPTED, actor=actor)
    tell(order=order, actor=actor)


@transaction.atomic
def pack(*, order: Order, actor: User) -> None:
    order = _locked_for_seller(order, actor)
    move(order=order, to=OrderState.PACKED, actor=actor)
    tell(order=order, actor=actor)


@transaction.atomic
def ship(*, order: Order, actor: User, carrier: str, tracking_number: str) -> Shipment:
    order = _locked_for_seller(order, actor)
    if not carrier.strip():
        raise Refused(_("Who carries it? Write the courier's name."), field="carrier")
    if not tracking_number.strip():
        raise Refused(_("Copy the number from the courier's slip."), field="tracking_number")
    move(order=order, to=OrderState.SHIPPED, actor=actor, reason=f"{carrier} {tracking_number}")
    shipment = Shipment.objects.create(
        order=order, carrier=carrier.strip(), tracking_number=tracking_number.strip(), shipped_by=actor
    )
    publish(OrderShipped(order_id=order.pk, buyer_id=order.group.buyer_id or 0), actor=actor)
    return shipment


@transaction.atomic
def confirm_arrival(*, order: Order, actor: User | None) -> None:
    """The buyer has it in hand. `actor` is None for a guest, whom the caller has recognised by session or link."""
    order = _locked(order)
    if order.group.buyer_id is not None and not (actor and owns(actor, order.group)):
        raise NotAllowed(_("Only the buyer can say that it arrived."))
    move(order=order, to=OrderState.DELIVERED, actor=actor)
    tell(order=order, actor=actor)


def complete_delivered(*, now: datetime.datetime, limit: int = 500) -> int:
    """A week after arrival, with nobody complaining, the order is done."""
    arrived = Order.objects.filter(
        state=OrderState.DELIVERED,
        transitions__new=OrderState.DELIVERED,
        transitions__at__lte=now - COMPLETED_AFTER,
    )
    done = 0
    for order in arrived.order_by("pk")[:limit]:
        done += _complete(order)
    return done


@transaction.atomic
def _complete(order: Order) -> bool:
    order = _locked(order)
    if order.state != OrderState.DELIVERED:
        return False
    move(order=order, to=OrderState.COMPLETED, actor=None)
    tell(order=order, actor=None)
    return True


def _locked(order: Order) -> Order:
    return Order.objects.select_for_update(of=("self",)).select_related("group", "seller").get(pk=order.pk)


def _locked_for_seller(order: Order, actor: User) -> Order:
    order = _locked(order)
    if not can_fulfil(actor, order):
        raise NotAllowed(_("Only the farm's own people can do this."))
    return order
