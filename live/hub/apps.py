from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HubConfig(AppConfig):
    name = "live.hub"
    label = "hub"
    verbose_name = _("Room hub")

    def ready(self) -> None:
        from live.hub import receivers  # noqa: F401
