from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.uploads.forms import PictureField, set_uploader
from marketplace.storefronts.models import Chapter, Farm


class FarmForm(forms.ModelForm[Farm]):
    cover = PictureField(label=_("Cover picture"), required=False, help_text=_("Wide, with the land in it."))

    class Meta:
        model = Farm
        fields = ["tagline", "place", "about", "cover", "latitude", "longitude"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_uploader(self, user)
        for name, least, most in (("latitude", -90, 90), ("longitude", -180, 180)):
            field = forms.FloatField(
                label=self.fields[name].label, required=False, min_value=least, max_value=most, localize=False
            )
            field.widget.attrs["step"] = "any"
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None):
            self.add_error("longitude", _("A place on the map needs both numbers, or neither."))
        return cleaned


class ChapterForm(forms.ModelForm[Chapter]):
    picture = PictureField(label=_("Picture"), required=False)

    class Meta:
        model = Chapter
        fields = ["title", "body", "picture"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_uploader(self, user)
