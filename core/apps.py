from django.apps import AppConfig
from django.forms import Field
from django.utils.translation import gettext_lazy as _

# Every form speaks of fields that it requires; nobody else at the fair knows what a field is. Here and not in `ready`,
# since a form that is already declared by then has taken its sentences.
Field.default_error_messages["required"] = _("This is still missing.")


class CoreConfig(AppConfig):
    name = "core"
    label = "core"
    verbose_name = _("What happened")
