from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.fields import LocalizedField, MoneySerializer, PictureSerializer
from core.api.operations import PUBLIC, Operation
from core.api.serializers import ApiSerializer
from core.api.views import ApiView, ListView
from live.rooms.models import Room
from marketplace.sale_rooms.models import SaleRoom, ShelfItem
from marketplace.sale_rooms.queries import ShelfLine, running_deal, shelf_of
from marketplace.sale_rooms.rooms import SaleRoomKind


class ShelfItemSerializer(ApiSerializer):
    """`price` is what it costs this minute; `before` what it costs without the deal."""

    example = {
        "id": 9,
        "variant": 5,
        "sku": "navel-oranges-5kg",
        "product": {"text": "Navel oranges", "en": "Navel oranges", "zh-hans": "脐橙"},
        "size": {"text": "5 kg", "en": "5 kg"},
        "picture": None,
        "price": {"amount_minor": 2990, "currency": "CNY"},
        "before": {"amount_minor": 3990, "currency": "CNY"},
        "free": 40,
        "is_pinned": True,
    }

    id = serializers.IntegerField(source="item.pk")
    variant = serializers.IntegerField(source="variant.pk")
    sku = serializers.CharField(source="variant.sku")
    product = LocalizedField(source="variant.product.name")
    size = LocalizedField(source="variant.name")
    picture = PictureSerializer(source="variant.product.picture", allow_null=True)
    price = MoneySerializer()
    before = MoneySerializer(allow_null=True)
    free = serializers.IntegerField()
    is_pinned = serializers.BooleanField()


class DealSerializer(ApiSerializer):
    example = {
        "item": 9,
        "price": {"amount_minor": 2990, "currency": "CNY"},
        "quantity": 20,
        "free": 8,
        "ends_at": "2026-11-21T15:20:00+08:00",
    }

    item = serializers.IntegerField(source="shelf_item_id")
    price = MoneySerializer()
    quantity = serializers.IntegerField()
    free = serializers.IntegerField()
    ends_at = serializers.DateTimeField()


class SaleNowSerializer(ApiSerializer):
    example = {"pinned": ShelfItemSerializer.example, "deal": DealSerializer.example}

    pinned = ShelfItemSerializer(allow_null=True)
    deal = DealSerializer(allow_null=True)


def _sale_room(pk: int) -> SaleRoom:
    room = get_object_or_404(Room, pk=pk, kind=SaleRoomKind.slug)
    return SaleRoom.objects.filter(room=room).first() or SaleRoom(room=room)


class SaleShelf(ListView):
    tag = "Rooms"
    order = ("position", "pk")
    operations = {
        "GET": Operation(
            name="listSaleShelf",
            summary=_("What stands on a sale room’s shelf, at the price of this minute"),
            scope=PUBLIC,
            gives=ShelfItemSerializer,
            is_list=True,
        )
    }

    def get_queryset(self) -> QuerySet[ShelfItem]:
        self.sale_room = _sale_room(self.kwargs["pk"])
        return ShelfItem.objects.filter(sale_room=self.sale_room.pk)

    def present(self, rows: list[ShelfItem]) -> list[ShelfLine]:
        lines = {line.item.pk: line for line in shelf_of(sale_room=self.sale_room, now=timezone.now())}
        return [lines[item.pk] for item in rows if item.pk in lines]


class SaleNow(ApiView):
    tag = "Rooms"
    operations = {
        "GET": Operation(
            name="getSaleNow",
            summary=_("What a sale room shows now, and the deal whose clock is running"),
            scope=PUBLIC,
            gives=SaleNowSerializer,
        )
    }

    def get(self, request: Request, pk: int) -> Response:
        sale_room, now = _sale_room(pk), timezone.now()
        lines = shelf_of(sale_room=sale_room, now=now)
        pinned = next((line for line in lines if line.is_pinned), None)
        return self.give({"pinned": pinned, "deal": running_deal(sale_room=sale_room, now=now)})
