from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from accounts.permissions import FINANCE, MODERATORS, SUPPORT
from core.admin import as_table

admin.site.unregister(Group)

VERBS = {"view": gettext_noop("see"), "change": gettext_noop("act")}
# Django calls the right itself by its English name.
SPECIAL = (gettext_noop("Can see whole phone numbers"),)
TITLES = {
    SUPPORT: _("Support: helps people with accounts, orders and applications"),
    MODERATORS: _("Moderators: keep rooms and stalls honest, look at papers"),
    FINANCE: _("Finance: keep the books"),
}


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin, ModelAdmin):
    """The fair's own groups are written by each migration from a table in the code, so here they are only read."""

    list_display = ["name", "purpose"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return ["name", "purpose", "rights"] if _is_ours(obj) else ["name", "permissions"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return ["purpose", "rights"]

    @admin.display(description=_("what it is for"))
    def purpose(self, group: Group) -> str:
        return str(TITLES.get(group.name, "–"))

    @admin.display(description=_("rights"))
    def rights(self, group: Group) -> SafeString:
        rows: dict[str, list[str]] = {}
        for right in group.permissions.select_related("content_type").order_by("content_type", "-codename"):
            model, verb = right.content_type.model_class(), right.codename.split("_")[0]
            things = capfirst(str(model._meta.verbose_name_plural)) if model is not None else right.content_type.model
            rows.setdefault(things, []).append(gettext(VERBS.get(verb, right.name)))
        return as_table(rows)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not _is_ours(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not _is_ours(obj) and super().has_delete_permission(request, obj)


def _is_ours(group: Group | None) -> bool:
    return group is not None and group.name in TITLES
