from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.operations import Operation
from core.api.views import ApiView
from marketplace.catalogue.models import Product, Variant
from marketplace.orders.api import serializers
from marketplace.orders.models import Cart, CartLine
from marketplace.orders.queries.baskets import basket_of, find_cart
from marketplace.orders.services import carts

# A guest's basket lives in a session; whoever asks here is a person with a basket of their own.
NO_SESSION: dict[str, object] = {}


def cart_of(request: Request) -> Cart | None:
    return find_cart(user=request.user, session=NO_SESSION)


class CartDetail(ApiView):
    tag = "Basket"
    operations = {
        "GET": Operation(
            name="getCart", summary=_("What is in my basket"), scope="orders:read", gives=serializers.CartSerializer
        )
    }

    def get(self, request: Request) -> Response:
        return self.give(basket_of(cart=cart_of(request)))


class CartLines(ApiView):
    tag = "Basket"
    operations = {
        "POST": Operation(
            name="addToCart",
            summary=_("Put so many more of a size into the basket"),
            scope="orders:write",
            takes=serializers.AddToCartSerializer,
            gives=serializers.CartSerializer,
            status=201,
        )
    }

    def post(self, request: Request) -> Response:
        said = self.read(request)
        on_a_page = Variant.objects.filter(product__in=Product.objects.public()).select_related("product")
        variant = get_object_or_404(on_a_page, pk=said["variant"])
        cart = carts.open_cart(user=request.user, session={})
        carts.add_line(cart=cart, variant=variant, quantity=said["quantity"])
        return self.give(basket_of(cart=cart))


class CartLineDetail(ApiView):
    tag = "Basket"
    operations = {
        "PATCH": Operation(
            name="changeCartLine",
            summary=_("Another number of it"),
            scope="orders:write",
            takes=serializers.QuantitySerializer,
            gives=serializers.CartSerializer,
        ),
        "DELETE": Operation(
            name="removeCartLine", summary=_("Take it out of the basket"), scope="orders:write", status=204
        ),
    }

    def patch(self, request: Request, pk: int) -> Response:
        line = self._line(request, pk)
        quantity = self.read(request).get("quantity", line.quantity)
        carts.set_quantity(line=line, quantity=quantity)
        return self.give(basket_of(cart=line.cart))

    def delete(self, request: Request, pk: int) -> Response:
        carts.remove_line(line=self._line(request, pk))
        return self.give(None)

    def _line(self, request: Request, pk: int) -> CartLine:
        cart = cart_of(request)
        if cart is None:
            raise Http404
        lines: QuerySet[CartLine] = cart.lines.select_related("variant__product", "cart")
        return get_object_or_404(lines, pk=pk)
