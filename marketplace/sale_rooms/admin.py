from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, TabularInline

from core.admin import ReadOnlyAdmin
from marketplace.sale_rooms.models import DealMovement, FlashDeal, Pin, SaleRoom, ShelfItem


class ShelfItemInline(TabularInline):
    model = ShelfItem
    extra = 0
    raw_id_fields = ["variant"]


class PinInline(TabularInline):
    model = Pin
    extra = 0
    can_delete = False
    fields = readonly_fields = ["shelf_item", "pinned_by", "pinned_at", "unpinned_at"]

    def has_add_permission(self, request: object, obj: object = None) -> bool:
        return False


@admin.register(SaleRoom)
class SaleRoomAdmin(ModelAdmin):
    list_display = ["room", "organization", "state", "opened_at"]
    list_filter = ["room__state", "room__starts_at"]
    search_fields = ["room__title", "room__organization__slug"]
    list_select_related = ["room__organization"]
    raw_id_fields = ["room"]
    inlines = [ShelfItemInline, PinInline]

    @admin.display(description=_("organization"), ordering="room__organization")
    def organization(self, sale_room: SaleRoom) -> str:
        return str(sale_room.room.organization)

    @admin.display(description=_("state"), ordering="room__state")
    def state(self, sale_room: SaleRoom) -> str:
        return sale_room.room.get_state_display()

    @admin.display(description=_("opened"), ordering="room__opened_at")
    def opened_at(self, sale_room: SaleRoom) -> object:
        return sale_room.room.opened_at


@admin.register(FlashDeal)
class FlashDealAdmin(ReadOnlyAdmin):
    list_display = ["shelf_item", "price", "quantity", "free", "reserved", "sold", "starts_at", "ends_at", "ended_at"]
    list_filter = ["starts_at", ("ended_at", admin.EmptyFieldListFilter)]
    search_fields = ["shelf_item__variant__sku", "sale_room__room__title"]
    list_select_related = ["shelf_item__variant__product"]


@admin.register(DealMovement)
class DealMovementAdmin(ReadOnlyAdmin):
    list_display = ["deal", "kind", "quantity", "reference", "at"]
    list_filter = ["kind", "at"]
    search_fields = ["reference"]
    list_select_related = ["deal__shelf_item__variant__product"]
