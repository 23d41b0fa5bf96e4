from datetime import datetime

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from accounts.audit.admin import MaskedPhoneAdmin
from core.admin import ReadOnly, ReadOnlyAdmin
from recruiting.applications.models import Application, ApplicationMove, PhoneReveal


class MoveInline(ReadOnly, TabularInline):
    extra = 0
    show_title = False
    model = ApplicationMove
    fields = ["from_state", "to_state", "actor", "reason", "note", "moved_at"]
    readonly_fields = ["moved_at"]


class RevealInline(ReadOnly, TabularInline):
    extra = 0
    show_title = False
    model = PhoneReveal
    fields = ["viewer", "seen_at"]
    readonly_fields = ["seen_at"]


@admin.register(Application)
class ApplicationAdmin(MaskedPhoneAdmin, ReadOnlyAdmin):
    """Numbers stay masked here too; applications move by their services alone."""

    list_display = ["name", "masked_number", "job", "state", "here_since", "created_at", "room"]
    list_filter = ["state", "closing_reason", "created_at", ("room", admin.EmptyFieldListFilter)]
    list_select_related = ["job", "room"]
    search_fields = ["name", "phone__exact", "job__slug", "job__title__en", "job__title__zh-hans", "worker__name"]
    readonly_fields = ["number_with_link", "here_since"]
    fields = [
        "name",
        "number_with_link",
        "worker",
        "job",
        "revision",
        "room",
        "state",
        "closing_reason",
        "here_since",
        "created_at",
    ]
    inlines = [MoveInline, RevealInline]
    date_hierarchy = "created_at"

    @admin.display(description=_("in this state since"), ordering="state_since")
    def here_since(self, application: Application) -> datetime:
        return application.state_since


@admin.register(ApplicationMove)
class ApplicationMoveAdmin(ReadOnlyAdmin):
    list_display = ["application", "from_state", "to_state", "actor", "reason", "moved_at"]
    list_filter = ["to_state", "reason", "moved_at"]
    list_select_related = ["application__job", "actor"]
    search_fields = ["application__name", "actor__name"]


@admin.register(PhoneReveal)
class PhoneRevealAdmin(ReadOnlyAdmin):
    list_display = ["application", "viewer", "seen_at"]
    list_filter = ["seen_at"]
    list_select_related = ["application__job", "viewer"]
    search_fields = ["application__name", "viewer__name", "viewer__email"]
