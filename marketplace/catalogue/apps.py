from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "marketplace.catalogue"
    label = "catalogue"
    verbose_name = _("Goods")

    def ready(self) -> None:
        from marketplace.catalogue import panels
        from marketplace.storefronts.panels import register_desk, register_farm_panel

        register_farm_panel(panels.STALL)
        register_farm_panel(panels.BATCHES)
        register_desk(figures=panels.figures, tasks=panels.tasks)
