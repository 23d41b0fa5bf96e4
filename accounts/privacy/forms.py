from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.privacy.kinds import PURPOSES
from accounts.privacy.states import Decision


class ConsentForm(forms.Form):
    purpose = forms.ChoiceField(choices=[(slug, slug) for slug in PURPOSES])
    decision = forms.ChoiceField(choices=Decision.choices)


class ErasureForm(forms.Form):
    understood = forms.BooleanField(
        label=_("I have read this. Erase my account for good."),
        error_messages={"required": _("Tick the box: nobody can bring the account back.")},
    )
