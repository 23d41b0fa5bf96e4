from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    name = "recruiting.applications"
    label = "applications"
    verbose_name = _("Applications")

    def ready(self) -> None:
        from recruiting.applications.views.panels import WaitingLeads
        from recruiting.employers.kinds import register_desk_panel

        import_module("recruiting.applications.receivers")
        register_desk_panel(WaitingLeads())
