"""What orders show on a farm's desk: what must leave, and what came in."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.money import Money
from marketplace.orders.models import Order
from marketplace.orders.states import OrderState
from marketplace.storefronts.models import Farm
from marketplace.storefronts.panels import Figure, Task

TO_SEND = (OrderState.PAID, OrderState.ACCEPTED, OrderState.PACKED)
WEEK = timedelta(days=7)


def figures(farm: Farm) -> Iterator[Figure]:
    counts = Order.objects.filter(seller=farm.organization_id, group__paid_at__isnull=False).aggregate(
        new=Count("pk", filter=Q(state=OrderState.PAID)),
        waiting=Count("pk", filter=Q(state__in=TO_SEND)),
        week=Sum("total", filter=Q(group__paid_at__gte=timezone.now() - WEEK)),
    )
    new = ngettext("%(count)d new", "%(count)d new", counts["new"]) % {"count": counts["new"]}
    yield Figure(
        icon="package",
        label=_("Orders to send"),
        value=str(counts["waiting"]),
        note=new if counts["new"] else "",
        url=reverse("orders:sales"),
        urgent=bool(counts["new"]),
    )
    yield Figure(icon="coins", label=_("Sold in 7 days"), value=str(counts["week"] or Money.zero()))


def tasks(farm: Farm) -> Iterator[Task]:
    url = reverse("orders:sales")
    waiting = dict(
        Order.objects.filter(seller=farm.organization_id, state__in=TO_SEND)
        .order_by()
        .values_list("state")
        .annotate(Count("pk"))
    )
    if new := waiting.get(OrderState.PAID, 0):
        text = ngettext("%(count)d order to accept", "%(count)d orders to accept", new) % {"count": new}
        yield Task(icon="bell", text=text, url=url, action=_("See"))
    if accepted := waiting.get(OrderState.ACCEPTED, 0):
        text = ngettext("%(count)d order to pack", "%(count)d orders to pack", accepted) % {"count": accepted}
        yield Task(icon="package", text=text, url=url, action=_("Pack"))
    if packed := waiting.get(OrderState.PACKED, 0):
        text = ngettext("%(count)d parcel to hand over", "%(count)d parcels to hand over", packed) % {"count": packed}
        yield Task(icon="truck", text=text, url=url, action=_("Send"))
