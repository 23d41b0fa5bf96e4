"""The one way in which an order changes its state: by the table, with a row that says when, who and why."""

from __future__ import annotations

from accounts.models import User
from core.events import publish
from core.transitions import check_transition
from marketplace.orders.events import OrderMoved
from marketplace.orders.models import Order, OrderTransition
from marketplace.orders.states import ORDER_TRANSITIONS, OrderState


def move(*, order: Order, to: OrderState, actor: User | None, reason: str = "") -> None:
    """The caller holds the order's row. Raises IllegalTransition."""
    check_transition(ORDER_TRANSITIONS, OrderState(order.state), to)
    OrderTransition.objects.create(order=order, old=order.state, new=to, actor=actor, reason=reason)
    order.state = to
    order.save(update_fields=["state"])


def tell(*, order: Order, actor: User | None) -> None:
    publish(
        OrderMoved(order_id=order.pk, buyer_id=order.group.buyer_id or 0, state=OrderState(order.state).value),
        actor=actor,
    )
