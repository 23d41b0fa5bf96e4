from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from live.rooms.kinds import registered_kinds
from live.rooms.models import Room


@admin.register(Room)
class RoomAdmin(ModelAdmin):
    list_display = ["title", "organization", "host", "purpose", "state", "starts_at", "likes"]
    list_filter = ["state", "kind", "starts_at"]
    list_select_related = ["organization", "host"]
    search_fields = ["title", "organization__name", "organization__slug", "host__name"]
    autocomplete_fields = ["organization", "host"]
    raw_id_fields = ["cover"]
    # A room moves by its services alone, which tell everybody.
    readonly_fields = ["state", "opened_at", "ended_at", "likes", "created_at"]
    date_hierarchy = "starts_at"

    @admin.display(description=_("kind"), ordering="kind")
    def purpose(self, room: Room) -> str:
        labels = {kind.slug: kind.label for kind in registered_kinds()}
        return str(labels.get(room.kind, room.kind))  # its app may not be installed any more
