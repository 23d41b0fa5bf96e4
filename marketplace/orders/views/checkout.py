from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.errors import Refused
from core.http import see_other
from core.idempotency import idempotent
from marketplace.orders.forms import CheckoutForm
from marketplace.orders.models import Cart
from marketplace.orders.queries.baskets import basket_of, find_cart
from marketplace.orders.queries.orders import remember
from marketplace.orders.services.checkout import place_order
from marketplace.orders.services.paying import start_paying
from marketplace.payments.services.starting import address_to_pay


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@idempotent
def checkout(request: HttpRequest) -> HttpResponse:
    """Address and payment. A form with an error comes back as it was typed, with the basket as it now stands."""
    cart = find_cart(user=request.user, session=request.session)
    if cart is None or not cart.lines.exists():
        return see_other(reverse("orders:cart"))
    form = CheckoutForm(request.POST or None, user=request.user)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            return _place(request, cart, form)
        except Refused as refusal:
            status = refusal.status if refusal.status == HTTPStatus.TOO_MANY_REQUESTS else status
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return render(
        request, "marketplace/orders/checkout.html", {"form": form, "basket": basket_of(cart=cart)}, status=status
    )


def _place(request: HttpRequest, cart: Cart, form: CheckoutForm) -> HttpResponse:
    buyer = request.user if request.user.is_authenticated else None
    group = place_order(
        buyer=buyer,
        cart=cart,
        contact=form.contact(),
        idempotency_key=request.headers.get("Idempotency-Key") or request.POST.get("idempotency_key", ""),
        expected_total=form.expected_total(),
    )
    if buyer is None:
        remember(group=group, session=request.session)
    return see_other(address_to_pay(payment=start_paying(group=group, gateway=form.cleaned_data["gateway"])))
