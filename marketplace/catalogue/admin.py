from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, TabularInline

from core.admin import ReadOnly, ReadOnlyAdmin
from marketplace.catalogue.models import Batch, Product, StockMovement, Variant

STOCK = ["stocked", "free", "reserved", "sold"]


class VariantInline(TabularInline):
    model = Variant
    extra = 0
    show_change_link = True


@admin.register(Product)
class ProductAdmin(ModelAdmin):
    list_display = ["__str__", "farm", "state", "created_at", "page"]
    list_filter = ["state", "created_at", ("farm", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["name__en", "name__zh-hans", "slug", "farm__organization__slug"]
    list_select_related = ["farm__organization"]
    autocomplete_fields = ["farm", "picture"]
    readonly_fields = ["state", "created_at"]
    inlines = [VariantInline]

    @admin.display(description=_("page"))
    def page(self, product: Product) -> SafeString:
        return format_html('<a href="{}">/products/{}/</a>', product.get_absolute_url(), product.slug)


class BatchInline(TabularInline):
    model = Batch
    extra = 0
    fields = ["code", "harvested_on", "best_before", *STOCK]
    readonly_fields = STOCK
    show_change_link = True


@admin.register(Variant)
class VariantAdmin(ModelAdmin):
    list_display = ["sku", "__str__", "price", "weight_grams", "withdrawn_at"]
    list_filter = [("withdrawn_at", admin.EmptyFieldListFilter)]
    search_fields = ["sku", "name__en", "name__zh-hans", "product__name__en", "product__name__zh-hans", "product__slug"]
    list_select_related = ["product"]
    autocomplete_fields = ["product"]
    readonly_fields = ["withdrawn_at"]
    inlines = [BatchInline]


class StockMovementInline(ReadOnly, TabularInline):
    model = StockMovement
    extra = 0
    fields = ["at", "change", "reason", "note", "actor"]
    readonly_fields = fields


@admin.register(Batch)
class BatchAdmin(ModelAdmin):
    """Units move by services alone, so that every one of them is accounted for; here they are read."""

    list_display = ["code", "variant", "plot", "harvested_on", "best_before", *STOCK]
    list_filter = ["harvested_on", "best_before", ("variant__product__farm", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["code", "variant__sku", "variant__product__name__en", "variant__product__name__zh-hans"]
    list_select_related = ["variant__product", "plot"]
    autocomplete_fields = ["variant", "plot"]
    date_hierarchy = "harvested_on"
    readonly_fields = STOCK
    inlines = [StockMovementInline]


@admin.register(StockMovement)
class StockMovementAdmin(ReadOnlyAdmin):
    list_display = ["at", "batch", "change", "reason", "note", "actor"]
    list_filter = ["reason", "at"]
    search_fields = ["batch__code", "note", "actor__name", "actor__email"]
    list_select_related = ["batch", "actor"]
    date_hierarchy = "at"
