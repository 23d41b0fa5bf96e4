"""What moderators look at afterwards: evidence, so nobody edits it here."""

from django.contrib import admin

from core.admin import ReadOnlyAdmin
from live.chat.models import Message, Mute


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    list_display = ["body", "author", "room", "created_at", "deleted_at", "deleted_by"]
    list_filter = ["created_at", ("deleted_at", admin.EmptyFieldListFilter)]
    list_select_related = ["author", "room", "deleted_by"]
    search_fields = ["body", "author__name", "author__email"]
    fields = ["body", "author", "room", "created_at", "deleted_at", "deleted_by"]
    date_hierarchy = "created_at"


@admin.register(Mute)
class MuteAdmin(ReadOnlyAdmin):
    list_display = ["user", "room", "muted_by", "reason", "created_at", "until", "lifted_at"]
    list_filter = ["created_at"]
    list_select_related = ["user", "room", "muted_by"]
    search_fields = ["user__name", "user__email", "reason"]
