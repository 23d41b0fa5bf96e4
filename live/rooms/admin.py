from django.contrib import admin
from unfold.admin import ModelAdmin

from live.rooms.models import Room


@admin.register(Room)
class RoomAdmin(ModelAdmin):
    list_display = ["title", "organization", "host", "kind", "state", "starts_at", "likes"]
    list_filter = ["state", "kind", "starts_at"]
    list_select_related = ["organization", "host"]
    search_fields = ["title", "organization__name", "organization__slug", "host__name"]
    autocomplete_fields = ["organization", "host"]
    raw_id_fields = ["cover"]
    # A room moves by its services alone, which tell everybody.
    readonly_fields = ["state", "opened_at", "ended_at", "likes", "created_at"]
    date_hierarchy = "starts_at"
