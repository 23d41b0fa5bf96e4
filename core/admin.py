from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth import get_permission_codename
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display

from core.events import deliver_again
from core.localized import LocalizedText
from core.models import Event, IdempotencyRecord

LANGUAGES = {code for code, _name in settings.LANGUAGES}


class ReadOnly:
    """Mixed in before a ModelAdmin or an inline: what the program writes and people only read.

    Services may still move such rows: an action with `permissions=["act"]` is for those with the right to change.
    """

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_act_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        opts = self.opts  # type: ignore[attr-defined]
        return request.user.has_perm(f"{opts.app_label}.{get_permission_codename('change', opts)}")


class ReadOnlyAdmin(ReadOnly, ModelAdmin):
    pass


def in_words(name: str) -> str:
    """The name of a field in the database or in JSON, in the reader's language where somebody wrote it there."""
    return gettext(name.replace("_", " "))


def as_table(value: Any) -> SafeString:
    """As a table of names and values, and tables within it; a text in several languages in the reader's own."""
    if isinstance(value, dict) and value and set(value) <= LANGUAGES:
        return conditional_escape(str(LocalizedText(value)))
    if isinstance(value, dict):
        rows = [(in_words(str(name)), as_table(part)) for name, part in value.items()]
        inside = format_html_join("", '<tr><th scope="row">{}</th><td>{}</td></tr>', rows)
        return format_html('<table class="facts">{}</table>', inside)
    if isinstance(value, list):
        return format_html_join(", ", "{}", [(as_table(part),) for part in value])
    if isinstance(value, bool):
        return conditional_escape(_("Yes") if value else _("No"))
    return conditional_escape("–" if value in (None, "") else value)


class DeliveryFilter(admin.SimpleListFilter):
    title = _("delivery")
    parameter_name = "delivery"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("failed", _("Failed")), ("waiting", _("Waiting")), ("delivered", _("Delivered"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        match self.value():
            case "failed":
                return queryset.filter(delivered_at=None).exclude(last_error="")
            case "waiting":
                return queryset.filter(delivered_at=None, last_error="")
            case "delivered":
                return queryset.filter(delivered_at__isnull=False)
        return queryset


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["name", "about", "actor", "happened_at", "delivery", "attempts", "error"]
    list_filter = [DeliveryFilter, "happened_at", "name"]
    list_display_links = ["name"]
    search_fields = ["=id", "name", "actor__name", "actor__email", "=request_id"]
    list_select_related = ["actor"]
    show_full_result_count = False
    fields = [
        "name",
        "pretty_data",
        "actor",
        "happened_at",
        "delivered_at",
        "attempts",
        "retry_at",
        "last_error",
        "cause",
    ]
    actions = ["redeliver"]

    @admin.display(description=_("what it is about"))
    def about(self, event: Event) -> str:
        return Truncator(", ".join(f"{in_words(name)} {value}" for name, value in event.data.items())).chars(60)

    @display(description=_("delivery"), ordering="delivered_at", label={"d": "success", "w": "info", "f": "danger"})
    def delivery(self, event: Event) -> tuple[str, Any]:
        if event.delivered_at is not None:
            return "d", _("Delivered")
        return ("f", _("Failed")) if event.last_error else ("w", _("Waiting"))

    @admin.display(description=_("last error"))
    def error(self, event: Event) -> str:
        return Truncator(event.last_error).chars(60) or "–"

    @admin.display(description=_("request"))
    def cause(self, event: Event) -> str:
        return event.request_id or "–"

    @admin.display(description=_("data"))
    def pretty_data(self, event: Event) -> SafeString:
        return as_table(event.data)

    @admin.action(description=_("Deliver again"), permissions=["act"])
    def redeliver(self, request: HttpRequest, queryset: QuerySet[Event]) -> HttpResponse | None:
        """Asks first. What was delivered is left alone: its receivers have done their work."""
        waiting = list(queryset.filter(delivered_at=None).order_by("pk").values_list("pk", flat=True))
        if "confirmed" not in request.POST:
            return self._ask(request, chosen=queryset.count(), waiting=len(waiting))
        delivered = sum(deliver_again(event_id=pk) for pk in waiting)
        if delivered:
            said = ngettext("%(count)s event was delivered.", "%(count)s events were delivered.", delivered)
            self.message_user(request, said % {"count": delivered}, messages.SUCCESS)
        if failed := len(waiting) - delivered:
            said = ngettext(
                "%(count)s event did not get through. Its page says why.",
                "%(count)s events did not get through. Their pages say why.",
                failed,
            )
            self.message_user(request, said % {"count": failed}, messages.ERROR)
        if not waiting:
            self.message_user(request, _("All of them were delivered before."), messages.WARNING)
        return None

    def _ask(self, request: HttpRequest, *, chosen: int, waiting: int) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Deliver again"),
            "opts": self.opts,
            "waiting": waiting,
            "delivered": chosen - waiting,
            "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "across": request.POST.get("select_across", "0"),
        }
        return TemplateResponse(request, "admin/core/event/redeliver.html", context)


@admin.register(IdempotencyRecord)
class IdempotencyRecordAdmin(ReadOnlyAdmin):
    list_display = ["scope", "key", "status", "created_at"]
    search_fields = ["scope", "key"]
    list_filter = ["created_at", "status"]
    exclude = ["body", "headers"]
