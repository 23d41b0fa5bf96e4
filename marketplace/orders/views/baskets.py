import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.errors import Refused
from core.http import next_url, see_other
from core.idempotency import idempotent
from core.toasts import undoable
from marketplace.catalogue.models import Variant
from marketplace.orders.forms import AddForm, QuantityForm
from marketplace.orders.models import Cart, CartLine
from marketplace.orders.queries.baskets import basket_of, find_cart
from marketplace.orders.services import carts


@require_safe
@never_cache
def cart(request: HttpRequest) -> HttpResponse:
    return _page(request, find_cart(user=request.user, session=request.session))


@require_POST
@idempotent
def add(request: HttpRequest) -> HttpResponse:
    """`variant` (id) and `quantity`; goes back to `next`, or to the basket."""
    back = see_other(next_url(request, default=reverse("orders:cart")))
    form = AddForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return back
    variants = Variant.objects.select_related("product")
    variant = get_object_or_404(variants, pk=form.cleaned_data["variant"])
    try:
        mine = carts.open_cart(user=request.user, session=request.session)
        carts.add_line(cart=mine, variant=variant, quantity=form.cleaned_data["quantity"])
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("In your basket."))
    return back


@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    line = _line(request, pk)
    form = QuantityForm(request.POST)
    try:
        if form.is_valid():
            carts.set_quantity(line=line, quantity=form.cleaned_data["quantity"])
        else:
            messages.error(request, " ".join(str(error) for error in form.errors["quantity"]))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return see_other(next_url(request, default=reverse("orders:cart")))


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    line = _line(request, pk)
    again = {"variant": line.variant_id, "quantity": line.quantity, "idempotency_key": str(uuid.uuid4())}
    carts.remove_line(line=line)
    undoable(request, gettext("Taken out of your basket."), action=reverse("orders:add"), fields=again)
    return see_other(next_url(request, default=reverse("orders:cart")))


@require_POST
def hold(request: HttpRequest) -> HttpResponse:
    """The way from the basket to the checkout: from here on the goods are kept for a while."""
    mine = find_cart(user=request.user, session=request.session)
    if mine is None:
        return see_other(reverse("orders:cart"))
    try:
        carts.hold_cart(cart=mine)
    except Refused as refusal:
        messages.error(request, str(refusal))
        if refusal.status == HTTPStatus.TOO_MANY_REQUESTS:
            return _page(request, mine, status=refusal.status)
        return see_other(reverse("orders:cart"))
    return see_other(reverse("orders:checkout"))


def _page(request: HttpRequest, mine: Cart | None, *, status: int = 200) -> HttpResponse:
    return render(request, "marketplace/orders/cart.html", {"basket": basket_of(cart=mine)}, status=status)


def _line(request: HttpRequest, pk: int) -> CartLine:
    mine = find_cart(user=request.user, session=request.session)
    if mine is None:
        raise Http404
    return get_object_or_404(mine.lines.select_related("variant__product"), pk=pk)
