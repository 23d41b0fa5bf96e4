from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget


class TakeDownForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        max_length=1000,
        help_text=_("Who sent the video reads exactly this. It is written down beside your name."),
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 4}),
        error_messages={"required": _("Say why. Who sent the video reads it.")},
    )
