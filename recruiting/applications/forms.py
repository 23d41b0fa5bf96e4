from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.phones import PhoneField
from live.rooms.models import Room
from recruiting.applications.states import ClosingReason


class ApplyForm(forms.Form):
    """A name and a phone number. What the account knows need not be sent: a known person applies in one tap.

    `is_blank`: the button of a room or a card, pressed by somebody not known yet.
    """

    name = forms.CharField(
        label=_("Your name"), max_length=60, widget=forms.TextInput({"autocomplete": "name", "maxlength": 60})
    )
    phone = PhoneField(label=_("Your phone number"))
    room = forms.ModelChoiceField(
        queryset=Room.objects.filter(kind="recruitment"), required=False, widget=forms.HiddenInput()
    )

    def __init__(self, data: Any = None, *, user: Any, **kwargs: Any) -> None:
        known = known_person(user)
        self.is_blank = data is not None and not {"name", "phone"} & set(data) and len(known) < 2
        if data is not None:
            data = {**known, **data.dict()}
        super().__init__(data, **kwargs)
        for name, value in known.items():
            self.fields[name].initial = value

    def clean_room(self) -> Room | None:
        """A session that is over counts no more applications; the job does."""
        room = self.cleaned_data["room"]
        return room if room is not None and room.is_open else None


class CloseForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=[choice for choice in ClosingReason.choices if choice[0] != ClosingReason.WITHDREW],
        initial=ClosingReason.NOT_CHOSEN,
    )
    note = forms.CharField(label=_("A note for your own people"), max_length=200, required=False)


def known_person(user: Any) -> dict[str, str]:
    """Name and number that the account gives, as far as it has them."""
    if not user.is_authenticated:
        return {}
    return {name: str(value) for name, value in (("name", user.name), ("phone", user.phone)) if value}
