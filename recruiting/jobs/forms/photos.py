from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.uploads.forms import PictureField


class PhotoForm(forms.Form):
    picture = PictureField(label=_("Picture"))

    def __init__(self, *args: Any, author: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["picture"].uploaded_by = author  # type: ignore[attr-defined]
