"""What was ordered must have arrived, or been called off, before the farm closes."""

from django.urls import reverse
from django.utils.translation import ngettext

from accounts.kinds import Business, register_business
from accounts.models import Organization
from core.personal_data import Blocker
from marketplace.orders.models import Order
from marketplace.orders.states import OrderState

FINISHED = [OrderState.COMPLETED, OrderState.CANCELLED]


def _open_orders(organization: Organization) -> list[Blocker]:
    count = Order.objects.filter(seller=organization).exclude(state__in=FINISHED).count()
    if not count:
        return []
    sentence = ngettext("%(count)s order is not finished.", "%(count)s orders are not finished.", count)
    return [Blocker(sentence=sentence % {"count": count}, url=reverse("orders:sales"))]


def register() -> None:
    register_business(Business(name="orders", unfinished=_open_orders))
