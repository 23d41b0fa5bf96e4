from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

from core.field_rotation import register_sealed


class AccountsConfig(AppConfig):
    name = "accounts"
    label = "accounts"
    verbose_name = _("People and organisations")

    def ready(self) -> None:
        """Every app may say in `closing.py` what it keeps for organisations."""
        import_module("accounts.receivers")
        for config in apps.get_app_configs():
            if config.module is not None and module_has_submodule(config.module, "closing"):
                import_module(f"{config.name}.closing").register()
        second_factor = import_module("accounts.services.second_factor")
        register_sealed(
            second_factor.PLACE, move=second_factor.reseal_secrets, count=second_factor.count_secrets_by_key
        )
