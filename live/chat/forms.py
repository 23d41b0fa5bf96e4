from django import forms
from django.utils.translation import gettext_lazy as _


class MessageForm(forms.Form):
    """Length and right to write are the service's to check, so that the socket hears the same sentences."""

    body = forms.CharField(label=_("Say something"), strip=True)
    client_id = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
