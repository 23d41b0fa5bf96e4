from django.apps import apps
from django.contrib import admin
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.audit.models import AuditEntry
from core.admin import ReadOnlyAdmin, as_table, in_words


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """What was done behind the fair, by whom and why. Nobody can change it: neither here nor in the database."""

    list_display = ["at", "actor", "act", "target", "reason"]
    list_filter = ["at", "target_type", ("actor", admin.RelatedOnlyFieldListFilter), "action"]
    list_select_related = ["actor"]
    search_fields = [
        "=target_id",
        "target_label",
        "action",
        "reason",
        "actor__name",
        "actor__email",
        "=request_id",
        "=network",
    ]
    date_hierarchy = "at"
    show_full_result_count = False
    fields = ["at", "actor", "act", "thing", "reason", "pretty_details", "network", "request_id"]

    @admin.display(description=_("what was done"), ordering="action")
    def act(self, entry: AuditEntry) -> str:
        return in_words(entry.action)

    @admin.display(description=_("what it was done to"), ordering="target_type")
    def target(self, entry: AuditEntry) -> str:
        try:
            thing = str(apps.get_model(entry.target_type)._meta.verbose_name)
        except (LookupError, ValueError):  # of an app that is no more, or of nothing at all
            thing = entry.target_type
        return f"{thing} {entry.target_label or entry.target_id}".strip() or "–"

    @admin.display(description=_("what it was done to"))
    def thing(self, entry: AuditEntry) -> str:
        """The way to the page of the thing, where there is one."""
        try:
            address = reverse(f"admin:{entry.target_type.replace('.', '_')}_change", args=[entry.target_id])
        except NoReverseMatch:
            return self.target(entry)
        return format_html('<a href="{}">{}</a>', address, self.target(entry))

    @admin.display(description=_("details"))
    def pretty_details(self, entry: AuditEntry) -> str:
        return as_table(entry.details)
