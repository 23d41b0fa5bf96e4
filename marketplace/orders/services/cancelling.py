from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import Refused
from core.events import publish
from marketplace.orders.events import OrderCancelled
from marketplace.orders.models import OrderGroup, Reservation
from marketplace.orders.services.moves import move
from marketplace.orders.services.reservations import release
from marketplace.orders.states import OrderState
from marketplace.payments.services.starting import cancel_pending


@transaction.atomic
def cancel_unpaid(*, group: OrderGroup, actor: User | None, reason: str) -> None:
    """Call off a checkout nobody has paid; its goods are free again. Raises Refused once there is money."""
    group = OrderGroup.objects.select_for_update().get(pk=group.pk)
    if group.paid_at is not None:
        raise Refused(_("This is paid already. Ask the farm to take it back."))
    for order in group.orders.select_for_update().order_by("pk"):
        move(order=order, to=OrderState.CANCELLED, actor=actor, reason=reason)
        publish(OrderCancelled(order_id=order.pk, buyer_id=group.buyer_id or 0), actor=actor)
    release(reservations=Reservation.objects.held().filter(order_line__order__group=group))
    cancel_pending(reference=group.number)


def cancel_overdue(*, now: datetime.datetime, limit: int = 200) -> int:
    """Checkouts whose time to pay is over. Each in its own transaction; one that was paid meanwhile is left alone."""
    overdue = OrderGroup.objects.filter(
        paid_at__isnull=True, pay_until__lte=now, orders__state=OrderState.PENDING
    ).distinct()
    cancelled = 0
    for group in overdue.order_by("pk")[:limit]:
        try:
            cancel_unpaid(group=group, actor=None, reason="not paid in time")
        except Refused:
            continue
        cancelled += 1
    return cancelled
