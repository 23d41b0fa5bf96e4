from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.uploads.forms import PictureField, set_uploader
from core.uploads.forms.pictures import PictureInput
from core.uploads.models import Picture


class PortraitInput(PictureInput):
    template_name = "accounts/widgets/portrait_input.html"
    person: User | None = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["person"] = self.person.get_short_name() if self.person else ""
        return context


class ProfileForm(forms.Form):
    avatar = PictureField(
        label=_("Portrait"),
        required=False,
        widget=PortraitInput,
        help_text=_("Your face or a sign. It is shown round."),
    )
    name = forms.CharField(
        label=_("What should we call you?"),
        max_length=60,
        required=False,
        help_text=_("What others call you on the fair."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs["initial"] = {"avatar": user.avatar, "name": user.name}
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["avatar"].widget.person = user
        set_uploader(self, user)

    def clean_avatar(self) -> Picture | None:
        """Of what a box kept, only their own: one of another form of theirs may hold a colleague's picture."""
        picture = self.cleaned_data["avatar"]
        if picture and picture.uploaded_by_id != self.user.pk and picture.pk != self.user.avatar_id:
            raise forms.ValidationError(_("Choose a picture of your own."))
        return picture
