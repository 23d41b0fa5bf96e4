"""Money meets its order: goods are sold, sellers credited. Late money revives the order while goods and farm are there."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.services.dealings import Closed, hold_open
from core.events import publish
from marketplace.catalogue.models import Batch
from marketplace.orders.events import OrderPaid
from marketplace.orders.models import OrderGroup, OrderLine, Reservation
from marketplace.orders.services.moves import move
from marketplace.orders.services.reservations import SoldOut, announce, free_of, lock_reservations
from marketplace.orders.states import OrderState, ReservationState
from marketplace.payments.models import Payment
from marketplace.payments.services.captures import hold, settle
from marketplace.payments.states import HeldReason, PaymentState


@transaction.atomic
def take_money(*, payment_id: int) -> None:
    """Mark the payment's order group paid, once; money that it cannot take is held for a person."""
    reference = Payment.objects.values_list("reference", flat=True).get(pk=payment_id)
    group = OrderGroup.objects.select_for_update().filter(number=reference).first()
    payment = Payment.objects.select_for_update().get(pk=payment_id)
    if payment.state != PaymentState.CAPTURED or (group and group.payment_id == payment.pk):
        return
    if group is None:
        hold(payment=payment, reason=HeldReason.ORDER_GONE)
    elif group.payment_id is not None:
        hold(payment=payment, reason=HeldReason.PAID_TWICE)
    elif payment.amount != group.total:
        hold(payment=payment, reason=HeldReason.WRONG_AMOUNT)
    else:
        try:
            hold_open(organizations=group.orders.values_list("seller_id", flat=True))
            _sell(group)
        except (SoldOut, Closed):
            hold(payment=payment, reason=HeldReason.ORDER_GONE)
        else:
            _mark_paid(group, payment)


def _mark_paid(group: OrderGroup, payment: Payment) -> None:
    group.payment, group.paid_at = payment, timezone.now()
    group.save(update_fields=["payment", "paid_at"])
    settle(payment=payment)
    for order in group.orders.select_for_update().order_by("pk"):
        move(order=order, to=OrderState.PAID, actor=None)
        publish(OrderPaid(order_id=order.pk, seller_id=order.seller_id, buyer_id=group.buyer_id or 0))


@transaction.atomic
def _sell(group: OrderGroup) -> None:
    """Reserved units become sold ones; units given back meanwhile are taken again by the same guarded statement."""
    lock_reservations(reservations=Reservation.objects.held().filter(order_line__order__group=group))
    lines = OrderLine.objects.filter(order__group=group).select_related("variant__product", "order__group")
    revived = set()
    for line in lines.in_batch_order():
        units = line.quantity
        held = Reservation.objects.held().filter(order_line=line)
        if held.update(state=ReservationState.SOLD, guest_key=""):
            Batch.objects.filter(pk=line.batch_id).update(reserved=F("reserved") - units, sold=F("sold") + units)
            continue
        guarded = Batch.objects.filter(pk=line.batch_id, free__gte=units)
        if not guarded.update(free=F("free") - units, sold=F("sold") + units):
            raise SoldOut(variant=line.variant, left=free_of(variant_id=line.variant_id))
        _note_revival(line)
        revived.add(line.variant_id)
    announce(variant_ids=revived)


def _note_revival(line: OrderLine) -> None:
    now = timezone.now()
    Reservation.objects.create(
        variant=line.variant,
        batch_id=line.batch_id,
        quantity=line.quantity,
        state=ReservationState.SOLD,
        buyer_id=line.order.group.buyer_id,
        order_line=line,
        unit_price=line.unit_price,
        deal_reference=line.deal_reference,
        created_at=now,
        expires_at=now,
    )
