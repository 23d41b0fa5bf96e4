from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.field_rotation import register_sealed


class AccountsConfig(AppConfig):
    name = "accounts"
    label = "accounts"
    verbose_name = _("People and organisations")

    def ready(self) -> None:
        import_module("accounts.receivers")
        second_factor = import_module("accounts.services.second_factor")
        register_sealed(
            second_factor.PLACE, move=second_factor.reseal_secrets, count=second_factor.count_secrets_by_key
        )
