"""The admin's site: each page on it writes down what is done there, whoever wrote the page."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.apps import AdminConfig
from django.db.models import Model
from unfold.sites import UnfoldAdminSite


class FairAdminSite(UnfoldAdminSite):
    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[ModelAdmin] | None = None,
        **options: Any,
    ) -> None:
        from unfold.admin import ModelAdmin as UnfoldModelAdmin

        from accounts.audit.admin import AuditedAdmin
        from config.staff.reading import ReadableAdmin

        page = admin_class or UnfoldModelAdmin
        if not issubclass(page, AuditedAdmin):
            # `core` lies below the audit log and what others wrote knows nothing of it; nobody can forget it here.
            page = type(
                page.__name__,
                (AuditedAdmin, ReadableAdmin, page),
                {"__module__": page.__module__, "__doc__": page.__doc__},
            )
        super().register(model_or_iterable, page, **options)


class FairAdminConfig(AdminConfig):
    default_site = "config.staff.site.FairAdminSite"

    def ready(self) -> None:
        from config.staff.reading import translate_names, use_readable_fields

        translate_names()
        use_readable_fields()
        super().ready()
