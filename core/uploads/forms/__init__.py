from typing import Any

from django import forms

from core.uploads.forms.pictures import PictureField
from core.uploads.forms.videos import VideoField

__all__ = ["PictureField", "VideoField", "set_uploader"]


def set_uploader(form: forms.BaseForm, user: Any) -> None:
    """Remember who uploads through this form's picture and video fields."""
    for field in form.fields.values():
        if isinstance(field, PictureField | VideoField):
            field.uploaded_by = user
        if isinstance(field, VideoField):
            field.widget.viewer = user
