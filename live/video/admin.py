from django.contrib import admin
from django.db.models import Count, QuerySet, Sum
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.admin import ReadOnlyAdmin
from live.video.models import Recording


@admin.register(Recording)
class RecordingAdmin(ReadOnlyAdmin):
    """What was kept of each room. Nobody edits evidence."""

    list_display = ["room", "started_at", "ended_at", "length", "megabytes"]
    list_filter = ["started_at"]
    list_select_related = ["room"]
    search_fields = ["room__title"]
    date_hierarchy = "started_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Recording]:
        segments = super().get_queryset(request)
        return segments.annotate(
            milliseconds=Sum("segments__duration_ms"), bytes=Sum("segments__size"), count=Count("segments")
        )

    @admin.display(description=_("minutes"))
    def length(self, recording: Recording) -> str:
        return f"{(getattr(recording, 'milliseconds', 0) or 0) / 60_000:.1f}"

    @admin.display(description=_("megabytes"))
    def megabytes(self, recording: Recording) -> str:
        return f"{(getattr(recording, 'bytes', 0) or 0) / 1_000_000:.1f}"
