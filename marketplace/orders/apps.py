from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    name = "marketplace.orders"
    label = "orders"
    verbose_name = _("Orders")

    def ready(self) -> None:
        from marketplace.orders import panels
        from marketplace.storefronts.panels import register_desk

        import_module("marketplace.orders.receivers")
        register_desk(figures=panels.figures, tasks=panels.tasks)
