from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers

from core.api.fields import LinkField, LocalizedField, LocalizedInputField, MoneySerializer, PictureSerializer
from core.api.serializers import ApiSerializer
from core.localized import LocalizedText
from marketplace.catalogue.services.stock import MOST_UNITS
from marketplace.catalogue.states import MovementReason, ProductState

ORANGES = {"text": "Navel oranges", "en": "Navel oranges", "zh-hans": "脐橙"}


class ProductFarmSerializer(ApiSerializer):
    example = {"slug": "dashan-oranges", "name": {"text": "Dashan Oranges", "en": "Dashan Oranges"}}

    slug = serializers.CharField()
    name = LocalizedField(source="organization.name")


class ProductSerializer(ApiSerializer):
    """As on a stall's card: the cheapest size speaks for the product."""

    example = {
        "slug": "navel-oranges",
        "name": ORANGES,
        "description": {"text": "Picked at seven, posted at nine.", "en": "Picked at seven, posted at nine."},
        "state": "on_sale",
        "farm": ProductFarmSerializer.example,
        "picture": None,
        "from_price": {"amount_minor": 3990, "currency": "CNY"},
        "from_size": {"text": "5 kg", "en": "5 kg", "zh-hans": "5 公斤"},
        "sizes_count": 2,
        "free": 74,
        "picked_on": "2026-11-20",
        "url": "https://daji.example/products/navel-oranges/",
    }

    slug = serializers.CharField()
    name = LocalizedField()
    description = LocalizedField()
    state = serializers.ChoiceField(choices=ProductState.values)
    farm = ProductFarmSerializer()
    picture = PictureSerializer(allow_null=True)
    from_price = MoneySerializer(allow_null=True)
    from_size = LocalizedField(allow_null=True)
    sizes_count = serializers.IntegerField()
    free = serializers.IntegerField(help_text="What can be sold now, of all sizes together.")
    picked_on = serializers.DateField(allow_null=True)
    url = LinkField()


class StockBatchSerializer(ApiSerializer):
    example = {"code": "DASHAN-26W47-1", "harvested_on": "2026-11-20", "best_before": "2026-12-20", "free": 40}

    code = serializers.CharField()
    harvested_on = serializers.DateField()
    best_before = serializers.DateField(allow_null=True)
    free = serializers.IntegerField()


class VariantSerializer(ApiSerializer):
    """`batches` in the order in which they leave."""

    example = {
        "id": 5,
        "sku": "navel-oranges-5kg",
        "name": {"text": "5 kg", "en": "5 kg", "zh-hans": "5 公斤"},
        "price": {"amount_minor": 3990, "currency": "CNY"},
        "compare_at": None,
        "weight_grams": 5000,
        "free": 40,
        "batches": [StockBatchSerializer.example],
    }

    id = serializers.IntegerField(source="pk")
    sku = serializers.CharField()
    name = LocalizedField()
    price = MoneySerializer()
    compare_at = MoneySerializer(allow_null=True)
    weight_grams = serializers.IntegerField()
    free = serializers.IntegerField(source="available")
    batches = StockBatchSerializer(source="batches_in_stock", many=True)


class ProductDetailSerializer(ProductSerializer):
    example = ProductSerializer.example | {"variants": [VariantSerializer.example]}

    variants = VariantSerializer(many=True, source="offered")


class BatchProductSerializer(ApiSerializer):
    example = {"slug": "navel-oranges", "name": ORANGES}

    slug = serializers.CharField()
    name = LocalizedField()


class BatchSerializer(ApiSerializer):
    """Where a box comes from."""

    example = {
        "code": "DASHAN-26W47-1",
        "product": BatchProductSerializer.example,
        "size": {"text": "5 kg", "en": "5 kg"},
        "plot": {"text": "East slope", "en": "East slope"},
        "harvested_on": "2026-11-20",
        "best_before": "2026-12-20",
        "note": {"text": "13.2 °Bx, not waxed", "en": "13.2 °Bx, not waxed"},
        "free": 40,
        "url": "https://daji.example/batches/DASHAN-26W47-1/",
    }

    code = serializers.CharField()
    product = BatchProductSerializer(source="variant.product")
    size = LocalizedField(source="variant.name")
    plot = LocalizedField(source="plot.name", allow_null=True, default=None)
    harvested_on = serializers.DateField()
    best_before = serializers.DateField(allow_null=True)
    note = LocalizedField()
    free = serializers.IntegerField()
    url = LinkField()


class StockSerializer(ApiSerializer):
    """A batch as its farm counts it."""

    example = {"code": "DASHAN-26W47-1", "stocked": 60, "free": 40, "reserved": 3, "sold": 17}

    code = serializers.CharField()
    stocked = serializers.IntegerField()
    free = serializers.IntegerField()
    reserved = serializers.IntegerField()
    sold = serializers.IntegerField()


class MoveStockSerializer(ApiSerializer):
    example = {"change": -3, "reason": "spoiled", "note": "The crate at the bottom"}

    change = serializers.IntegerField(min_value=-MOST_UNITS, max_value=MOST_UNITS)
    reason = serializers.ChoiceField(choices=MovementReason.values)
    note = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")


class AddBatchSerializer(ApiSerializer):
    example = {"quantity": 40, "harvested_on": "2026-11-20", "note": {"en": "13.2 °Bx, not waxed"}}

    quantity = serializers.IntegerField(min_value=1, max_value=MOST_UNITS)
    harvested_on = serializers.DateField()
    best_before = serializers.DateField(required=False, allow_null=True, default=None)
    note = LocalizedInputField(required=False, default=LocalizedText, max_length=300)

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        if said["harvested_on"] > timezone.localdate():
            sentence = _("That day has not come yet. Add the batch when it is picked.")
            raise serializers.ValidationError({"harvested_on": [sentence]})
        if said["best_before"] and said["best_before"] < said["harvested_on"]:
            raise serializers.ValidationError({"best_before": [_("It cannot spoil before it was picked.")]})
        return said


class MoveProductSerializer(ApiSerializer):
    example = {"state": "paused"}

    state = serializers.ChoiceField(
        choices=[state.value for state in (ProductState.ON_SALE, ProductState.PAUSED, ProductState.RETIRED)]
    )
