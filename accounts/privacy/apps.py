from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "accounts.privacy"
    verbose_name = _("Personal data")

    def ready(self) -> None:
        """Every app may say in `personal_data.py` what it knows of a person and how long it keeps what."""
        import_module("accounts.privacy.receivers")
        for config in apps.get_app_configs():
            # core.personal_data is the register itself.
            if (
                config.name != "core"
                and config.module is not None
                and module_has_submodule(config.module, "personal_data")
            ):
                import_module(f"{config.name}.personal_data").register()
