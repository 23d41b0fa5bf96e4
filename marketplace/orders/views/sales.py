"""The farm's side of an order."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.forms import ExclusionForm
from accounts.permissions import can_manage
from accounts.queries import exclusions_of
from accounts.requests import current_user
from accounts.services.exclusions import exclude_person
from core.http import is_htmx, see_other
from marketplace.orders.forms import ShipForm
from marketplace.orders.models import Order
from marketplace.orders.queries.orders import sales_of
from marketplace.orders.services import fulfilment
from marketplace.orders.services.reveals import reveal_buyers_phone
from marketplace.orders.states import OrderState
from marketplace.storefronts.views.seller import chosen_organization

ORDERS_A_PAGE = 20
VIEWS: dict[str, tuple[OrderState, ...]] = {
    "todo": (OrderState.PAID, OrderState.ACCEPTED, OrderState.PACKED),
    "sent": (OrderState.SHIPPED, OrderState.DELIVERED, OrderState.COMPLETED),
}


@login_required
@require_safe
@never_cache
def sales(request: HttpRequest) -> HttpResponse:
    """`?show=` todo (default), sent or all."""
    show = request.GET.get("show", "todo")
    found = sales_of(user=current_user(request))
    if show in VIEWS:
        found = found.filter(state__in=VIEWS[show])
    page = Paginator(found, ORDERS_A_PAGE).get_page(request.GET.get("page"))
    organization = chosen_organization(request)
    farm = getattr(organization, "farm", None)
    return render(request, "marketplace/orders/sales.html", {"page": page, "show": show, "farm": farm})


@login_required
@require_safe
@never_cache
def sale(request: HttpRequest, number: str) -> HttpResponse:
    return _page(request, _order(request, number), ShipForm())


@login_required
@require_POST
def accept(request: HttpRequest, number: str) -> HttpResponse:
    return _done(request, number, fulfilment.accept)


@login_required
@require_POST
def pack(request: HttpRequest, number: str) -> HttpResponse:
    return _done(request, number, fulfilment.pack)


@login_required
@require_POST
def ship(request: HttpRequest, number: str) -> HttpResponse:
    order = _order(request, number)
    form = ShipForm(request.POST)
    if not form.is_valid():
        return _page(request, order, form, status=422)
    fulfilment.ship(order=order, actor=current_user(request), **form.cleaned_data)
    return see_other(reverse("orders:sale", args=[number]))


@login_required
@require_POST
@never_cache
def phone(request: HttpRequest, number: str) -> HttpResponse:
    """The buyer's number, in the answer alone: whoever loads the page again sees it masked again."""
    order = _order(request, number)
    reveal_buyers_phone(order=order, viewer=current_user(request))
    if is_htmx(request):
        return render(request, "marketplace/orders/_buyers_phone.html", {"order": order, "is_revealed": True})
    return _page(request, order, ShipForm(), is_revealed=True)


@login_required
@require_POST
def block(request: HttpRequest, number: str) -> HttpResponse:
    """The farm deals no more with this buyer, whether they have an account or only gave a number."""
    order, form = _order(request, number), ExclusionForm(request.POST)
    exclude_person(
        organization=order.seller,
        actor=current_user(request),
        person=order.group.buyer,
        phone=str(order.group.phone),
        name=order.group.contact_name,
        reason=form.cleaned_data["reason"] if form.is_valid() else "",
    )
    messages.success(request, _("%(name)s is blocked.") % {"name": order.group.addressee})
    return see_other(reverse("orders:sale", args=[number]))


def _order(request: HttpRequest, number: str) -> Order:
    return get_object_or_404(sales_of(user=current_user(request)), number=number)


def _done(request: HttpRequest, number: str, service: Callable[..., Any]) -> HttpResponse:
    service(order=_order(request, number), actor=request.user)
    return see_other(reverse("orders:sale", args=[number]))


def _page(
    request: HttpRequest, order: Order, form: ShipForm, *, status: int = 200, is_revealed: bool = False
) -> HttpResponse:
    farm = getattr(order.seller, "farm", None)
    context = {
        "order": order,
        "form": form,
        "farm": farm,
        "is_revealed": is_revealed,
        "may_manage": can_manage(request.user, order.seller),
        "is_excluded": _is_excluded(order),
    }
    return render(request, "marketplace/orders/sale.html", context, status=status)


def _is_excluded(order: Order) -> bool:
    known = exclusions_of(person=order.group.buyer, phone=str(order.group.phone))
    return known.filter(organization=order.seller).exists()
