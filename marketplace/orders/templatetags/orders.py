from __future__ import annotations

import datetime
from dataclasses import dataclass

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.orders.models import Order
from marketplace.orders.states import OrderState

register = template.Library()

ROAD: list[tuple[OrderState, str | Promise]] = [
    (OrderState.PAID, _("Paid")),
    (OrderState.ACCEPTED, _("Accepted")),
    (OrderState.PACKED, _("Packed")),
    (OrderState.SHIPPED, _("On its way")),
    (OrderState.DELIVERED, _("Arrived")),
]


@dataclass(frozen=True)
class Step:
    label: str | Promise
    at: datetime.datetime | None
    is_done: bool
    is_next: bool


@register.filter
def timeline(order: Order) -> list[Step]:
    """The road from paid to arrived, with the time of each step that was taken. Reads prefetched transitions."""
    at = {move.new: move.at for move in order.transitions.all()}
    here = 0 if order.state in (OrderState.PENDING, OrderState.CANCELLED) else len(ROAD)
    for position, (state, _label) in enumerate(ROAD, start=1):
        if order.state == state:
            here = position
    return [
        Step(label, at.get(state) if position <= here else None, position <= here, position == here + 1)
        for position, (state, label) in enumerate(ROAD, start=1)
    ]
