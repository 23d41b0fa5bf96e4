from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, TabularInline

from accounts.audit.admin import MaskedPhoneAdmin
from core.admin import ReadOnly
from marketplace.orders.models import (
    Cart,
    CartLine,
    Order,
    OrderGroup,
    OrderLine,
    OrderTransition,
    Reservation,
    Shipment,
)


class OrderInline(ReadOnly, TabularInline):
    model = Order
    fields = ["number", "seller", "state", "goods", "shipping", "total", "commission"]
    show_change_link = True
    extra = 0


class OrderLineInline(ReadOnly, TabularInline):
    model = OrderLine
    show_title = False
    fields = [
        "product_name",
        "variant_name",
        "batch",
        "quantity",
        "unit_price",
        "total",
        "commission",
        "deal_reference",
    ]
    extra = 0


class OrderTransitionInline(ReadOnly, TabularInline):
    model = OrderTransition
    show_title = False
    fields = ["at", "old", "new", "actor", "reason"]
    readonly_fields = ["at"]
    extra = 0


class ShipmentInline(ReadOnly, TabularInline):
    model = Shipment
    show_title = False
    fields = ["carrier", "tracking_number", "shipped_at", "shipped_by"]
    readonly_fields = ["shipped_at"]
    extra = 0


class CartLineInline(ReadOnly, TabularInline):
    model = CartLine
    show_title = False
    fields = ["variant", "quantity", "deal_reference", "deal_price", "added_at"]
    readonly_fields = ["added_at"]
    extra = 0


@admin.register(OrderGroup)
class OrderGroupAdmin(MaskedPhoneAdmin, ReadOnly, ModelAdmin):
    list_display = [
        "number",
        "buyer",
        "contact_name",
        "masked_number",
        "total",
        "placed_at",
        "paid_at",
        "payments_link",
    ]
    list_filter = [("paid_at", admin.EmptyFieldListFilter), "placed_at"]
    list_select_related = ["buyer"]
    search_fields = ["number", "contact_name", "phone__exact", "buyer__name", "buyer__email"]
    date_hierarchy = "placed_at"
    exclude = ["phone"]
    readonly_fields = ["number_with_link"]
    inlines = [OrderInline]

    @admin.display(description=_("payments"))
    def payments_link(self, group: OrderGroup) -> str:
        url = reverse("admin:payments_payment_changelist")
        return format_html('<a href="{}?q={}">{}</a>', url, group.number, _("payments"))


@admin.register(Order)
class OrderAdmin(ReadOnly, ModelAdmin):
    list_display = ["number", "seller", "state", "total", "commission", "placed_at", "paid_at"]
    list_filter = ["state", "group__placed_at", "seller"]
    list_select_related = ["group", "seller"]
    exclude = ["commission_basis_points"]
    readonly_fields = ["commission_rate"]
    search_fields = ["number", "seller__slug", "group__contact_name", "group__phone__exact", "lines__batch_code"]
    inlines = [OrderLineInline, OrderTransitionInline, ShipmentInline]

    @admin.display(description=_("commission rate"))
    def commission_rate(self, order: Order) -> str:
        return f"{Decimal(order.commission_basis_points) / 100:f}%"

    @admin.display(description=_("placed"), ordering="group__placed_at")
    def placed_at(self, order: Order) -> Any:
        return order.group.placed_at

    @admin.display(description=_("paid"), ordering="group__paid_at")
    def paid_at(self, order: Order) -> Any:
        return order.group.paid_at


@admin.register(OrderLine)
class OrderLineAdmin(ReadOnly, ModelAdmin):
    list_display = ["order", "product_name", "variant_name", "batch", "quantity", "unit_price", "total"]
    list_filter = ["order__state", "order__group__placed_at"]
    list_select_related = ["order", "batch"]
    search_fields = ["order__number", "batch_code", "deal_reference", "variant__sku"]


@admin.register(OrderTransition)
class OrderTransitionAdmin(ReadOnly, ModelAdmin):
    list_display = ["at", "order", "old", "new", "actor", "reason"]
    list_filter = ["new", "at"]
    list_select_related = ["order", "actor"]
    search_fields = ["order__number", "reason"]


@admin.register(Shipment)
class ShipmentAdmin(ReadOnly, ModelAdmin):
    list_display = ["order", "carrier", "tracking_number", "shipped_at", "shipped_by"]
    list_filter = ["carrier", "shipped_at"]
    list_select_related = ["order", "shipped_by"]
    search_fields = ["order__number", "tracking_number"]


@admin.register(Reservation)
class ReservationAdmin(ReadOnly, ModelAdmin):
    list_display = ["variant", "batch", "quantity", "state", "buyer", "expires_at", "deal_reference"]
    list_filter = ["state", "expires_at"]
    list_select_related = ["variant__product", "batch", "buyer"]
    search_fields = ["batch__code", "variant__sku", "deal_reference", "order_line__order__number"]


@admin.register(Cart)
class CartAdmin(ReadOnly, ModelAdmin):
    list_display = ["__str__", "user", "things", "created_at"]
    list_filter = [("user", admin.EmptyFieldListFilter), "created_at"]
    list_select_related = ["user"]
    search_fields = ["token", "user__name", "user__email"]
    inlines = [CartLineInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Cart]:
        return super().get_queryset(request).annotate(count=Sum("lines__quantity"), sizes=Count("lines"))

    @admin.display(description=_("things"), ordering="count")
    def things(self, cart: Cart) -> int:
        return cart.count or 0  # type: ignore[attr-defined]


@admin.register(CartLine)
class CartLineAdmin(ReadOnly, ModelAdmin):
    list_display = ["cart", "variant", "quantity", "deal_reference", "deal_price", "added_at"]
    list_filter = ["added_at", ("deal_price", admin.EmptyFieldListFilter)]
    list_select_related = ["cart__user", "variant__product"]
    search_fields = ["variant__sku", "deal_reference"]
