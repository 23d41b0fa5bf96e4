"""The buyer's side: ordering is the checkout's own service, and paying happens at the bank, by a person."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.fields import LinkField
from core.api.operations import Operation
from core.api.views import ApiView, ListView
from core.errors import Refused
from marketplace.orders.api import serializers
from marketplace.orders.api.carts import NO_SESSION, cart_of
from marketplace.orders.models import OrderGroup
from marketplace.orders.queries.orders import group_by_number, groups_seen_by
from marketplace.orders.services import cancelling, fulfilment
from marketplace.orders.services.checkout import Contact, place_order
from marketplace.orders.services.paying import start_paying
from marketplace.payments.models import Payment
from marketplace.payments.queries import payments_of
from marketplace.payments.services.starting import address_to_pay
from marketplace.payments.states import PaymentState


def find_checkout(request: Request, number: str) -> OrderGroup:
    mine = groups_seen_by(user=request.user, session=NO_SESSION)
    group = group_by_number(groups=mine, number=number)
    if group is None:
        raise Http404
    return group


def with_payment(request: Request, group: OrderGroup) -> OrderGroup:
    """Adds `last_payment`, with the address of the bank's page while it waits."""
    payment: Any = payments_of(reference=group.number).first()
    if payment is not None:
        payment.pay_url = _pay_url(request, payment)
    group.last_payment = payment  # type: ignore[attr-defined]
    return group


def _pay_url(request: Request, payment: Payment) -> str | None:
    if payment.state != PaymentState.PENDING:
        return None
    return LinkField.absolute({"request": request}, address_to_pay(payment=payment))


class CheckoutFilter(django_filters.FilterSet):
    paid = django_filters.BooleanFilter(
        field_name="paid_at", lookup_expr="isnull", exclude=True, label=_("Only the paid ones, or the others")
    )


class Checkouts(ListView):
    tag = "Orders"
    filterset_class = CheckoutFilter
    operations = {
        "GET": Operation(
            name="listOrders",
            summary=_("What I ordered, the latest first"),
            scope="orders:read",
            gives=serializers.CheckoutSerializer,
            is_list=True,
        ),
        "POST": Operation(
            name="placeOrder",
            summary=_("Order what is in my basket"),
            scope="orders:write",
            takes=serializers.PlaceOrderSerializer,
            gives=serializers.PlacedCheckoutSerializer,
            status=201,
            needs_key=True,
        ),
    }

    def get_queryset(self) -> QuerySet[OrderGroup]:
        return groups_seen_by(user=self.request.user, session=NO_SESSION)

    def post(self, request: Request) -> Response:
        said = self.read(request)
        total, gateway = said.pop("expected_total", None), said.pop("gateway")
        cart = cart_of(request)
        if cart is None:
            raise Refused(_("Your basket is empty."))
        group = place_order(
            buyer=request.user,
            cart=cart,
            contact=Contact(**said),
            idempotency_key=request.headers["Idempotency-Key"],
            expected_total=total,
        )
        start_paying(group=group, gateway=gateway)
        placed = with_payment(request, find_checkout(request, group.number))
        return self.give(placed, location=reverse("api:order", args=[group.number]))


class CheckoutDetail(ApiView):
    tag = "Orders"
    operations = {
        "GET": Operation(
            name="getOrder",
            summary=_("One checkout, by its number or by that of an order in it"),
            scope="orders:read",
            gives=serializers.PlacedCheckoutSerializer,
        )
    }

    def get(self, request: Request, number: str) -> Response:
        return self.give(with_payment(request, find_checkout(request, number)))


class CheckoutPayment(ApiView):
    tag = "Orders"
    operations = {
        "POST": Operation(
            name="startPayment",
            summary=_("Another attempt to pay; gives the address of the bank’s page"),
            scope="orders:write",
            gives=serializers.PaymentSerializer,
            status=201,
            needs_key=True,
        )
    }

    def post(self, request: Request, number: str) -> Response:
        payment: Any = start_paying(group=find_checkout(request, number))
        payment.pay_url = _pay_url(request, payment)
        return self.give(payment)


class CheckoutCancellation(ApiView):
    tag = "Orders"
    operations = {
        "POST": Operation(
            name="cancelOrder",
            summary=_("Call off a checkout that nobody has paid"),
            scope="orders:write",
            gives=serializers.PlacedCheckoutSerializer,
        )
    }

    def post(self, request: Request, number: str) -> Response:
        group = find_checkout(request, number)
        cancelling.cancel_unpaid(group=group, actor=request.user, reason="called off by the buyer")
        return self.give(with_payment(request, find_checkout(request, number)))


class OrderArrival(ApiView):
    tag = "Orders"
    operations = {
        "POST": Operation(
            name="confirmArrival",
            summary=_("One farm’s parcel is here"),
            scope="orders:write",
            gives=serializers.PlacedCheckoutSerializer,
        )
    }

    def post(self, request: Request, number: str) -> Response:
        order = get_object_or_404(find_checkout(request, number).orders, number=number)
        fulfilment.confirm_arrival(order=order, actor=request.user)
        return self.give(with_payment(request, find_checkout(request, number)))
