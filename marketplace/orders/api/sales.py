"""The farm's side of an order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.operations import Operation
from core.api.views import ApiView, ListView
from marketplace.orders.api import serializers
from marketplace.orders.models import Order
from marketplace.orders.queries.orders import sales_of
from marketplace.orders.services import fulfilment
from marketplace.orders.states import UNPAID_STATES, OrderState


class SaleFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        choices=[choice for choice in OrderState.choices if choice[0] not in UNPAID_STATES], label=_("State")
    )
    seller = django_filters.CharFilter(field_name="seller__slug", label=_("One of my farms, by slug"))


def _find(request: Request, number: str) -> Order:
    return get_object_or_404(sales_of(user=request.user), number=number)


class Sales(ListView):
    tag = "Sales"
    filterset_class = SaleFilter
    operations = {
        "GET": Operation(
            name="listSales",
            summary=_("Paid orders of the farms I work at, the latest first"),
            scope="sales:read",
            gives=serializers.SaleSerializer,
            is_list=True,
        )
    }

    def get_queryset(self) -> QuerySet[Order]:
        return sales_of(user=self.request.user)


class SaleDetail(ApiView):
    tag = "Sales"
    operations = {
        "GET": Operation(
            name="getSale", summary=_("One order to send"), scope="sales:read", gives=serializers.SaleSerializer
        )
    }

    def get(self, request: Request, number: str) -> Response:
        return self.give(_find(request, number))


class _SaleStep(ApiView):
    """One step of an order by its farm."""

    service: Callable[..., Any]

    def post(self, request: Request, number: str) -> Response:
        said = self.read(request) if self.operations["POST"].takes else {}
        type(self).service(order=_find(request, number), actor=request.user, **said)
        return self.give(_find(request, number))


def _step(name: str, summary: Any, takes: Any = None) -> dict[str, Operation]:
    return {
        "POST": Operation(
            name=name, summary=summary, scope="sales:write", takes=takes, gives=serializers.SaleSerializer
        )
    }


class SaleAcceptance(_SaleStep):
    tag = "Sales"
    operations = _step("acceptSale", _("We take this order"))
    service = fulfilment.accept


class SalePacking(_SaleStep):
    tag = "Sales"
    operations = _step("packSale", _("It is packed"))
    service = fulfilment.pack


class SaleShipment(_SaleStep):
    tag = "Sales"
    operations = _step("shipSale", _("It left, with this carrier"), serializers.ShipOrderSerializer)
    service = fulfilment.ship
