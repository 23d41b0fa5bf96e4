from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.permissions import is_member

if TYPE_CHECKING:
    from marketplace.orders.models import Order, OrderGroup


def can_fulfil(user: Any, order: Order) -> bool:
    """Whoever works at the farm may accept, pack and ship its orders."""
    return is_member(user, order.seller)


def owns(user: Any, group: OrderGroup) -> bool:
    return user.is_authenticated and group.buyer_id == user.pk
