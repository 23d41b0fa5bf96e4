from __future__ import annotations

from rest_framework import serializers

from core.api.fields import LinkField, LocalizedField, MoneySerializer, PhoneField
from core.api.serializers import ApiSerializer
from marketplace.orders.models.carts import MOST_OF_ONE_THING
from marketplace.orders.states import OrderState
from marketplace.payments.states import PaymentState

ORANGES = {"text": "Navel oranges", "en": "Navel oranges", "zh-hans": "脐橙"}
SIZE = {"text": "5 kg", "en": "5 kg", "zh-hans": "5 公斤"}
FARM = {"text": "Dashan Oranges", "en": "Dashan Oranges", "zh-hans": "大山脐橙"}
PRICE = {"amount_minor": 3990, "currency": "CNY"}


class ShipmentSerializer(ApiSerializer):
    example = {"carrier": "SF Express", "tracking_number": "SF1400029", "shipped_at": "2026-11-21T17:20:00+08:00"}

    carrier = serializers.CharField()
    tracking_number = serializers.CharField()
    shipped_at = serializers.DateTimeField()


class OrderLineSerializer(ApiSerializer):
    example = {
        "sku": "navel-oranges-5kg",
        "product": ORANGES,
        "size": SIZE,
        "batch_code": "DASHAN-26W47-1",
        "unit_price": PRICE,
        "quantity": 1,
        "total": PRICE,
    }

    sku = serializers.CharField(source="variant.sku")
    product = LocalizedField(source="product_name")
    size = LocalizedField(source="variant_name")
    batch_code = serializers.CharField()
    unit_price = MoneySerializer()
    quantity = serializers.IntegerField()
    total = MoneySerializer()


class OrderSerializer(ApiSerializer):
    """What one farm sends: a part of a checkout."""

    example = {
        "number": "261121K7PQ2M9X-1",
        "state": "shipped",
        "seller": FARM,
        "lines": [OrderLineSerializer.example],
        "goods": PRICE,
        "shipping": {"amount_minor": 0, "currency": "CNY"},
        "total": PRICE,
        "shipments": [ShipmentSerializer.example],
    }

    number = serializers.CharField()
    state = serializers.ChoiceField(choices=OrderState.values)
    seller = LocalizedField(source="seller_name")
    lines = OrderLineSerializer(many=True)
    goods = MoneySerializer()
    shipping = MoneySerializer()
    total = MoneySerializer()
    shipments = ShipmentSerializer(many=True)


class AddressSerializer(ApiSerializer):
    """Who gets the parcel. The phone number is masked once it was sent."""

    example = {
        "contact_name": "Mei",
        "phone": "138••••2046",
        "province": "Zhejiang",
        "city": "Hangzhou",
        "district": "Xiacheng",
        "street": "Fengqi Road 88, Building 4, Room 602",
        "note": "",
    }

    contact_name = serializers.CharField()
    phone = serializers.CharField(source="masked_phone")
    province = serializers.CharField()
    city = serializers.CharField()
    district = serializers.CharField(allow_blank=True)
    street = serializers.CharField()
    note = serializers.CharField(allow_blank=True)


class PaymentSerializer(ApiSerializer):
    """The last attempt to pay. `pay_url` is the bank's page; a person opens it in a browser."""

    example = {
        "state": "pending",
        "gateway": "sandbox",
        "amount": PRICE,
        "pay_url": "https://daji.example/bank/Qx7/",
        "started_at": "2026-11-21T15:10:02+08:00",
    }

    state = serializers.ChoiceField(choices=PaymentState.values)
    gateway = serializers.CharField()
    amount = MoneySerializer()
    pay_url = serializers.CharField(allow_null=True)
    started_at = serializers.DateTimeField(source="created_at")


class CheckoutSerializer(ApiSerializer):
    """Everything ordered at once: one payment, and an order for each farm."""

    example = {
        "number": "261121K7PQ2M9X",
        "placed_at": "2026-11-21T15:10:00+08:00",
        "pay_until": "2026-11-21T15:25:00+08:00",
        "paid_at": None,
        "total": PRICE,
        "address": AddressSerializer.example,
        "orders": [OrderSerializer.example | {"state": "pending", "shipments": []}],
        "url": "https://daji.example/orders/261121K7PQ2M9X/",
    }

    number = serializers.CharField()
    placed_at = serializers.DateTimeField()
    pay_until = serializers.DateTimeField()
    paid_at = serializers.DateTimeField(allow_null=True)
    total = MoneySerializer()
    address = AddressSerializer(source="*")
    orders = OrderSerializer(many=True)
    url = LinkField()


class PlacedCheckoutSerializer(CheckoutSerializer):
    """As `Checkout`, with its last payment."""

    example = CheckoutSerializer.example | {"payment": PaymentSerializer.example}

    payment = PaymentSerializer(allow_null=True, source="last_payment")


class PlaceOrderSerializer(ApiSerializer):
    """`expected_total` is what you showed the person: another sum is refused, so that nobody pays what they did not see."""

    example = {
        "contact_name": "Mei",
        "phone": "138 0000 2046",
        "province": "Zhejiang",
        "city": "Hangzhou",
        "district": "Xiacheng",
        "street": "Fengqi Road 88, Building 4, Room 602",
        "expected_total": PRICE,
        "gateway": "sandbox",
    }

    contact_name = serializers.CharField(max_length=60)
    phone = PhoneField(max_length=40)
    province = serializers.CharField(max_length=40)
    city = serializers.CharField(max_length=40)
    district = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    street = serializers.CharField(max_length=200)
    note = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    expected_total = MoneySerializer(required=False)
    gateway = serializers.CharField(max_length=20, required=False, default="", allow_blank=True)


class CartLineSerializer(ApiSerializer):
    example = {
        "id": 3,
        "variant": 5,
        "sku": "navel-oranges-5kg",
        "product": ORANGES,
        "size": SIZE,
        "quantity": 1,
        "unit_price": PRICE,
        "total": PRICE,
        "left": 40,
        "held_until": None,
        "is_short": False,
    }

    id = serializers.IntegerField(source="line.pk")
    variant = serializers.IntegerField(source="line.variant_id")
    sku = serializers.CharField(source="line.variant.sku")
    product = LocalizedField(source="line.variant.product.name")
    size = LocalizedField(source="line.variant.name")
    quantity = serializers.IntegerField(source="line.quantity")
    unit_price = MoneySerializer()
    total = MoneySerializer()
    left = serializers.IntegerField()
    held_until = serializers.DateTimeField(allow_null=True)
    is_short = serializers.BooleanField()


class CartSerializer(ApiSerializer):
    example = {
        "lines": [CartLineSerializer.example],
        "goods": PRICE,
        "shipping": {"amount_minor": 0, "currency": "CNY"},
        "total": PRICE,
        "can_be_ordered": True,
    }

    lines = CartLineSerializer(many=True)
    goods = MoneySerializer()
    shipping = MoneySerializer()
    total = MoneySerializer()
    can_be_ordered = serializers.BooleanField()


class QuantitySerializer(ApiSerializer):
    example = {"quantity": 2}

    quantity = serializers.IntegerField(min_value=1, max_value=MOST_OF_ONE_THING)


class AddToCartSerializer(ApiSerializer):
    example = {"variant": 5, "quantity": 1}

    variant = serializers.IntegerField(min_value=1)
    quantity = serializers.IntegerField(min_value=1, max_value=MOST_OF_ONE_THING)


class SaleSerializer(OrderSerializer):
    """A paid order, for the farm that sends it."""

    example = OrderSerializer.example | {
        "state": "paid",
        "shipments": [],
        "paid_at": "2026-11-21T15:12:40+08:00",
        "commission": {"amount_minor": 200, "currency": "CNY"},
        "seller_gets": {"amount_minor": 3790, "currency": "CNY"},
        "address": AddressSerializer.example,
    }

    paid_at = serializers.DateTimeField(source="group.paid_at")
    commission = MoneySerializer()
    seller_gets = MoneySerializer()
    address = AddressSerializer(source="group")


class ShipOrderSerializer(ApiSerializer):
    example = {"carrier": "SF Express", "tracking_number": "SF1400029"}

    carrier = serializers.CharField(max_length=60)
    tracking_number = serializers.CharField(max_length=60)
