"""Orders as their people may see them: a buyer their own, a farm what it sold and nothing of other farms."""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db.models import Max, Prefetch, Q, QuerySet
from django.urls import reverse

from accounts.models import User
from marketplace.orders.models import Order, OrderGroup, OrderLine, OrderTransition

SESSION_KEY = "orders"
MOST_REMEMBERED = 50
LINK_SALT = "marketplace.orders.link"


def _whole(groups: QuerySet[OrderGroup]) -> QuerySet[OrderGroup]:
    lines = OrderLine.objects.select_related("variant__product__picture")
    orders = (
        Order.objects.order_by("pk")
        .select_related("seller__avatar")
        .prefetch_related(Prefetch("lines", lines), "transitions", "shipments")
    )
    return groups.prefetch_related(Prefetch("orders", orders))


def groups_seen_by(*, user: Any, session: MutableMapping[str, Any]) -> QuerySet[OrderGroup]:
    """A member's own checkouts, and those this session placed or opened by their link. Newest first."""
    seen = Q(number__in=session.get(SESSION_KEY, []), buyer=None)
    if user.is_authenticated:
        seen |= Q(buyer=user)
    return _whole(OrderGroup.objects.filter(seen))


def group_by_number(*, groups: QuerySet[OrderGroup], number: str) -> OrderGroup | None:
    """By the checkout's number or by that of one of its orders."""
    return groups.filter(Q(number=number) | Q(orders__number=number)).distinct().first()


def remember(*, group: OrderGroup, session: MutableMapping[str, Any]) -> None:
    """Let this session see a guest's checkout."""
    numbers = [number for number in session.get(SESSION_KEY, []) if number != group.number]
    session[SESSION_KEY] = [*numbers, group.number][-MOST_REMEMBERED:]


def signed_path(*, group: OrderGroup) -> str:
    """A link that opens a guest's checkout anywhere; for messages to the buyer alone."""
    signature = _signer().sign(group.number).removeprefix(f"{group.number}:")
    return f"{reverse('orders:order', args=[group.number])}?key={signature}"


def group_by_link(*, number: str, key: str, now: datetime) -> tuple[OrderGroup, bool] | None:
    """The checkout, and whether the link still opens it: for DAJI_ORDER_LINK_DAYS after it was made and after whatever
    happened to the order last. None for a link that we did not write."""
    try:
        _signer().unsign(f"{number}:{key}")
        made_at = datetime.fromtimestamp(signing.b62_decode(key.partition(":")[0]), UTC)
    except signing.BadSignature:
        return None
    group = OrderGroup.objects.filter(number=number, buyer=None).first()
    if group is None:
        return None
    moved = OrderTransition.objects.filter(order__group=group).aggregate(last=Max("at"))["last"]
    last = max(made_at, group.placed_at, moved or made_at)
    return group, now <= last + timedelta(days=settings.DAJI_ORDER_LINK_DAYS)


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=LINK_SALT)


def sales_of(*, user: User) -> QuerySet[Order]:
    """Paid orders of the farms the person works at, newest first."""
    return (
        Order.objects.sold_by(user)
        .select_related("group", "seller")
        .prefetch_related(
            Prefetch("lines", OrderLine.objects.select_related("variant__product__picture")),
            Prefetch("transitions", OrderTransition.objects.select_related("actor")),
            "shipments",
        )
        .order_by("-pk")
    )
