from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "demo"
    label = "demo"
    verbose_name = _("Demo fair")

    async def accompany(self) -> None:
        """While the site is served, the open demo rooms have moving pictures and people in them."""
        from demo.stage import Stage

        await Stage().run()
