from importlib import import_module
from pkgutil import iter_modules

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    label = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from notifications import receivers

        # By name, so that no formatter takes an import without a use for an oversight.
        for module in sorted(module.name for module in iter_modules(receivers.__path__) if module.name != "doorbell"):
            import_module(f"{receivers.__name__}.{module}")
