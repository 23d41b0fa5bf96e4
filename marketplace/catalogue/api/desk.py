"""A farm's own goods and stock, for who manages it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.operations import Operation
from core.api.views import ApiView, ListView
from marketplace.catalogue.api import serializers
from marketplace.catalogue.models import Batch, Product, Variant
from marketplace.catalogue.queries import with_offer
from marketplace.catalogue.services import products, stock
from marketplace.catalogue.states import ProductState
from marketplace.storefronts.queries import organizations_managed_by

MOVES = {
    ProductState.ON_SALE.value: products.publish_product,
    ProductState.PAUSED.value: products.pause_product,
    ProductState.RETIRED.value: products.retire_product,
}


def _my_farms(request: Request) -> QuerySet:
    return organizations_managed_by(user=request.user).order_by().values("pk")


class MyProducts(ListView):
    tag = "Goods"
    operations = {
        "GET": Operation(
            name="listMyProducts",
            summary=_("All goods of the farms I manage, drafts too"),
            scope="catalogue:read",
            gives=serializers.ProductSerializer,
            is_list=True,
        )
    }

    def get_queryset(self) -> QuerySet[Product]:
        return with_offer(Product.objects.filter(farm__in=_my_farms(self.request)))


class MyProductState(ApiView):
    tag = "Goods"
    operations = {
        "PUT": Operation(
            name="moveProduct",
            summary=_("Put a product on the stall, pause it, or retire it"),
            scope="catalogue:write",
            takes=serializers.MoveProductSerializer,
            gives=serializers.ProductSerializer,
        )
    }

    def put(self, request: Request, slug: str) -> Response:
        mine = Product.objects.filter(farm__in=_my_farms(request))
        product = get_object_or_404(mine.select_related("farm__organization"), slug=slug)
        MOVES[self.read(request)["state"]](product=product, actor=request.user)
        return self.give(with_offer(mine).get(pk=product.pk))


class MyBatches(ListView):
    """The batches of one size."""

    tag = "Goods"
    order = ("-harvested_on", "-pk")
    operations = {
        "GET": Operation(
            name="listMyBatches",
            summary=_("How a size is counted, batch by batch"),
            scope="catalogue:read",
            gives=serializers.StockSerializer,
            is_list=True,
        ),
        "POST": Operation(
            name="addBatch",
            summary=_("A harvest: a new batch of a size"),
            scope="catalogue:write",
            takes=serializers.AddBatchSerializer,
            gives=serializers.StockSerializer,
            status=201,
        ),
    }

    def get_queryset(self) -> QuerySet[Batch]:
        return Batch.objects.filter(variant=self._variant())

    def post(self, request: Request, sku: str) -> Response:
        batch = stock.add_batch(variant=self._variant(), actor=request.user, **self.read(request))
        batch.refresh_from_db()
        return self.give(batch)

    def _variant(self) -> Variant:
        mine = Variant.objects.filter(product__farm__in=_my_farms(self.request))
        return get_object_or_404(mine.select_related("product__farm__organization"), sku=self.kwargs["sku"])


class StockMovements(ApiView):
    tag = "Goods"
    operations = {
        "POST": Operation(
            name="moveStock",
            summary=_("There are more of a batch, or fewer: how many, and why"),
            scope="catalogue:write",
            takes=serializers.MoveStockSerializer,
            gives=serializers.StockSerializer,
            status=201,
            needs_key=True,
        )
    }

    def post(self, request: Request, code: str) -> Response:
        mine = Batch.objects.filter(variant__product__farm__in=_my_farms(request))
        batch = get_object_or_404(mine.select_related("variant__product__farm__organization"), code=code)
        stock.move_stock(batch=batch, actor=request.user, **self.read(request))
        batch.refresh_from_db()
        return self.give(batch)
