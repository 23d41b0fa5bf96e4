"""The buyer's side of an order."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from core.http import see_other
from marketplace.orders.models import OrderGroup
from marketplace.orders.queries.orders import group_by_link, group_by_number, groups_seen_by, remember
from marketplace.orders.services import cancelling, fulfilment
from marketplace.orders.services.links import send_new_link
from marketplace.orders.services.paying import start_paying
from marketplace.orders.states import OrderState
from marketplace.payments.queries import payments_of
from marketplace.payments.services.starting import address_to_pay
from marketplace.payments.states import PaymentState

GROUPS_A_PAGE = 20


@require_safe
@never_cache
def orders(request: HttpRequest) -> HttpResponse:
    groups = groups_seen_by(user=request.user, session=request.session)
    page = Paginator(groups, GROUPS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "marketplace/orders/orders.html", {"page": page})


@require_safe
@never_cache
def order(request: HttpRequest, number: str) -> HttpResponse:
    if key := request.GET.get("key"):
        group, is_good = _linked(number, key)
        if not is_good:
            return render(request, "marketplace/orders/link_over.html", {"group": group, "key": key}, status=410)
        remember(group=group, session=request.session)
        return see_other(reverse("orders:order", args=[number]))
    group = _group(request, number)
    pending = any(order.state == OrderState.PENDING for order in group.orders.all())
    last = payments_of(reference=group.number).first()
    is_pending = pending and last is not None and last.state == PaymentState.PENDING
    # Paid, but the order has not heard of it: events arrive after the commit.
    is_captured = pending and last is not None and last.state == PaymentState.CAPTURED
    context = {
        "group": group,
        "can_pay": pending and not is_captured and group.pay_until > timezone.now(),
        "payment": last,
        "is_waiting": is_captured or (is_pending and request.GET.get("from") == "bank"),
    }
    return render(request, "marketplace/orders/order.html", context)


@require_POST
@never_cache
def link(request: HttpRequest, number: str) -> HttpResponse:
    """A new link for whoever comes with one that has run out; it goes to the number on the order."""
    group, _is_good = _linked(number, request.POST.get("key", ""))
    send_new_link(group=group, now=timezone.now())
    return render(request, "marketplace/orders/link_over.html", {"group": group, "is_sent": True})


@require_POST
def pay(request: HttpRequest, number: str) -> HttpResponse:
    payment = start_paying(group=_group(request, number))
    return see_other(address_to_pay(payment=payment))


@require_POST
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    group = _group(request, number)
    cancelling.cancel_unpaid(group=group, actor=_person(request), reason="called off by the buyer")
    messages.success(request, _("Called off. Nothing was paid."))
    return see_other(group.get_absolute_url())


@require_POST
def arrived(request: HttpRequest, number: str) -> HttpResponse:
    group = _group(request, number)
    order = get_object_or_404(group.orders, number=number)
    fulfilment.confirm_arrival(order=order, actor=_person(request))
    messages.success(request, _("Good. Enjoy it."))
    return see_other(group.get_absolute_url())


def _linked(number: str, key: str) -> tuple[OrderGroup, bool]:
    found = group_by_link(number=number, key=key, now=timezone.now())
    if found is None:
        raise Http404
    return found


def _group(request: HttpRequest, number: str) -> OrderGroup:
    groups = groups_seen_by(user=request.user, session=request.session)
    group = group_by_number(groups=groups, number=number)
    if group is None:
        raise Http404
    return group


def _person(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None
