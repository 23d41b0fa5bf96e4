from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessTokensConfig(AppConfig):
    name = "accounts.access_tokens"
    verbose_name = _("Access tokens")
