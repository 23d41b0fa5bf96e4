from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoomsConfig(AppConfig):
    name = "live.rooms"
    label = "rooms"
    verbose_name = _("Rooms")

    def ready(self) -> None:
        from live.rooms import protocol, receivers  # noqa: F401
