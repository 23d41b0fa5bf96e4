from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from core.admin import ReadOnlyAdmin
from core.uploads.models import Picture, Video


@admin.register(Picture)
class PictureAdmin(ModelAdmin):
    """Pictures come in through the pages that check them; here they are looked at and described."""

    list_display = ["thumbnail", "__str__", "size", "uploaded_by", "created_at"]
    list_display_links = ["thumbnail", "__str__"]
    list_filter = ["created_at"]
    search_fields = ["file", "alt", "uploaded_by__name", "uploaded_by__email"]
    list_select_related = ["uploaded_by"]
    date_hierarchy = "created_at"
    fields = ["thumbnail", "alt", "size", "file", "uploaded_by", "created_at"]
    readonly_fields = ["thumbnail", "size", "file", "uploaded_by", "created_at"]

    @admin.display(description=_("picture"))
    def thumbnail(self, picture: Picture) -> SafeString:
        return format_html('<img src="{}" alt="" width="96" loading="lazy">', picture.url_at(picture.widths[0]))

    @admin.display(description=_("pixels"), ordering="width")
    def size(self, picture: Picture) -> str:
        return f"{picture.width} × {picture.height}"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Video)
class VideoAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "state", "refusal", "percent", "seconds", "uploaded_by", "created_at"]
    list_filter = ["state", "refusal", "created_at"]
    list_select_related = ["uploaded_by"]
    search_fields = ["=id", "uploaded_by__name", "uploaded_by__email"]
    date_hierarchy = "created_at"
    fields = [
        "state",
        "refusal",
        "percent",
        "width",
        "height",
        "seconds",
        "attempts",
        "progressed_at",
        "uploaded_by",
        "created_at",
    ]

    @admin.display(description=_("seconds"), ordering="duration_ms")
    def seconds(self, video: Video) -> str:
        return f"{video.duration_ms / 1000:.1f}"
