from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.uploads.forms import PictureField
from recruiting.employers.models import Employer


class EmployerForm(forms.ModelForm):
    cover = PictureField(label=_("Cover"), required=False)

    class Meta:
        model = Employer
        fields = ["about", "place", "latitude", "longitude", "number_of_employees", "cover"]
        widgets = {
            "latitude": forms.NumberInput({"step": "any", "data-latitude": ""}),
            "longitude": forms.NumberInput({"step": "any", "data-longitude": ""}),
        }

    def __init__(self, *args: Any, author: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cover"].uploaded_by = author  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        latitude, longitude = cleaned.get("latitude"), cleaned.get("longitude")
        if (latitude is None) != (longitude is None):
            self.add_error("latitude" if latitude is None else "longitude", _("Latitude and longitude come together."))
        if latitude is not None and abs(latitude) > 90:
            self.add_error("latitude", _("Latitude goes from -90 to 90."))
        if longitude is not None and abs(longitude) > 180:
            self.add_error("longitude", _("Longitude goes from -180 to 180."))
        return cleaned
