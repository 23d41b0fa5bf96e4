from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SaleRoomsConfig(AppConfig):
    name = "marketplace.sale_rooms"
    label = "sale_rooms"
    verbose_name = _("Sale rooms")

    def ready(self) -> None:
        from live.rooms import kinds
        from marketplace.sale_rooms import receivers  # noqa: F401
        from marketplace.sale_rooms.rooms import SaleRoomKind

        kinds.register(SaleRoomKind())
