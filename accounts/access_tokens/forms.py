from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.access_tokens.kinds import LIFETIME_DAYS, SCOPES


class TokenForm(forms.Form):
    name = forms.CharField(label=_("What is it for?"), max_length=60, help_text=_("For example: my stock list."))
    days = forms.TypedChoiceField(label=_("How long is it valid?"), coerce=int, initial=90)
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one right.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = [(scope, says) for scope, says in SCOPES.items()]  # type: ignore[attr-defined]
        self.fields["days"].choices = [  # type: ignore[attr-defined]
            (days, ngettext("%(count)s day", "%(count)s days", days) % {"count": days}) for days in LIFETIME_DAYS
        ]
