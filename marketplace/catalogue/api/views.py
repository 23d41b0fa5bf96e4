"""What everybody sees of the goods."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.services.dealings import check_is_open
from core.api.operations import PUBLIC, Operation
from core.api.views import ApiView, ListView
from marketplace.catalogue import queries
from marketplace.catalogue.api import serializers
from marketplace.catalogue.models import Product

LONGEST_SEARCH = 80


class ProductFilter(django_filters.FilterSet):
    farm = django_filters.CharFilter(field_name="farm__organization__slug", label=_("Whose, by slug"))
    q = django_filters.CharFilter(method="by_text", max_length=LONGEST_SEARCH, label=_("Part of the name"))

    def by_text(self, products: QuerySet[Product], _name: str, text: str) -> QuerySet[Product]:
        return products.filter(pk__in=queries.products_on_sale(text=text).order_by().values("pk"))


class Products(ListView):
    tag = "Goods"
    filterset_class = ProductFilter
    operations = {
        "GET": Operation(
            name="listProducts",
            summary=_("What stands on the stalls, the newest first"),
            scope=PUBLIC,
            gives=serializers.ProductSerializer,
            is_list=True,
        )
    }

    def get_queryset(self) -> QuerySet[Product]:
        return queries.products_on_sale()


class ProductDetail(ApiView):
    tag = "Goods"
    operations = {
        "GET": Operation(
            name="getProduct",
            summary=_("A product with its sizes and what is left of each"),
            scope=PUBLIC,
            gives=serializers.ProductDetailSerializer,
        )
    }

    def get(self, request: Request, slug: str) -> Response:
        product: Any = get_object_or_404(queries.with_offer(Product.objects.public()), slug=slug)
        check_is_open(organization=product.farm.organization)
        product.offered = list(queries.offered_variants(product=product))
        return self.give(product)


class BatchDetail(ApiView):
    tag = "Goods"
    operations = {
        "GET": Operation(
            name="getBatch",
            summary=_("Where a box comes from, by the code on it"),
            scope=PUBLIC,
            gives=serializers.BatchSerializer,
        )
    }

    def get(self, request: Request, code: str) -> Response:
        return self.give(get_object_or_404(queries.batch_page(code=code)))
