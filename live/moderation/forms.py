from django import forms
from django.utils.translation import gettext_lazy as _

MINUTES = [(5, _("5 minutes")), (30, _("30 minutes")), (180, _("3 hours")), (1440, _("A day"))]
REASONS = [
    ("insult", _("Insults or threats")),
    ("spam", _("Advertising or repeating")),
    ("lure", _("Sends people off the fair")),
    ("fraud", _("Asks for money or numbers")),
    ("other", _("Disturbs the room")),
]


class DeletionForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why"), choices=REASONS, required=False)


class SanctionForm(forms.Form):
    user = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Why"), choices=REASONS, initial="other")

    def clean_reason(self) -> str:
        """The words that the person will read."""
        return str(dict(REASONS)[self.cleaned_data["reason"]])


class MuteForm(SanctionForm):
    minutes = forms.TypedChoiceField(label=_("For how long"), choices=MINUTES, coerce=int, initial=30)
