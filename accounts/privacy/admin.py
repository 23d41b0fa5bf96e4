from django.contrib import admin

from accounts.privacy.models import ConsentReceipt, Erasure, Export
from core.admin import ReadOnlyAdmin


@admin.register(ConsentReceipt)
class ConsentReceiptAdmin(ReadOnlyAdmin):
    list_display = ["user", "purpose", "version", "language", "decision", "place", "at"]
    list_filter = ["purpose", "decision", "version", "at"]
    search_fields = ["user__name", "user__email"]
    list_select_related = ["user"]


@admin.register(Erasure)
class ErasureAdmin(ReadOnlyAdmin):
    list_display = ["user", "asked_by_person", "at", "cleaned_at"]
    list_filter = ["asked_by_person", ("cleaned_at", admin.EmptyFieldListFilter), "at"]
    list_select_related = ["user"]


@admin.register(Export)
class ExportAdmin(ReadOnlyAdmin):
    """How packing goes. Nobody but its owner gets at an archive, so the file is not even named here."""

    list_display = ["user", "state", "parts_done", "parts_total", "attempts", "requested_at", "ready_at", "expires_at"]
    list_filter = ["state", "requested_at"]
    search_fields = ["user__name", "user__email"]
    list_select_related = ["user"]
    exclude = ["file"]
