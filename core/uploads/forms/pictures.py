"""A form field for one picture."""

from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language

from core.errors import Refused
from core.localized import LocalizedText
from core.uploads.models import Picture
from core.uploads.services.decoding import ACCEPTED_FORMATS
from core.uploads.services.pictures import store_picture

ACCEPTED_TYPES = ",".join(f"image/{name.lower()}" for name in ACCEPTED_FORMATS)
# Names a picture that this form has already stored, so that a mistake elsewhere in it costs no second upload.
KEPT_SALT = "core.uploads.kept"


class PictureInput(forms.Widget):
    template_name = "core/uploads/picture_input.html"
    needs_multipart_form = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        picture = _picture(value)
        context["widget"]["attrs"].setdefault("class", "input")
        if picture:
            context["widget"]["attrs"].pop("required", None)
        context["widget"] |= {
            "picture": picture,
            "alt": value["alt"] if isinstance(value, dict) else picture.alt if picture else "",
            "kept": signing.dumps(picture.pk, salt=KEPT_SALT) if picture else "",
            "accept": ACCEPTED_TYPES,
        }
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        return {
            "file": files.get(name),
            "kept": data.get(f"{name}-kept", ""),
            "alt": data.get(f"{name}-alt", "").strip(),
            "removed": f"{name}-removed" in data,
        }

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files and f"{name}-kept" not in data

    def use_required_attribute(self, initial: Any) -> bool:
        return super().use_required_attribute(initial) and not initial


class PictureField(forms.Field):
    """Gives a stored `Picture` or None; a file that is refused becomes an error beside the field.

    The form says who uploads (`set_uploader`). The description that was typed is stored in the language of the page.
    """

    widget = PictureInput
    uploaded_by: Any = None
    stored: Picture | None = None

    def bound_data(self, data: dict[str, Any], initial: Any) -> Any:
        """What a form with a mistake in it shows again: the picture that was just stored, not the empty file box."""
        return self.stored or data

    def clean(self, value: dict[str, Any]) -> Picture | None:
        picture = self._chosen(value)
        if picture is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if picture is not None and value["alt"] != str(picture.alt):
            picture.alt = LocalizedText({**picture.alt, get_language() or settings.LANGUAGE_CODE: value["alt"][:200]})
            picture.save(update_fields=["alt"])
        self.stored = picture
        return picture

    def _chosen(self, value: dict[str, Any]) -> Picture | None:
        upload: UploadedFile | None = value["file"]
        if upload:
            try:
                return store_picture(uploaded_by=self.uploaded_by, file=upload)
            except Refused as refusal:
                raise ValidationError(str(refusal), code="refused")
        return None if value["removed"] else _picture(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        kept = _picture(data)
        is_other = kept is not None and kept.pk != getattr(initial, "pk", initial)
        return bool(data["file"] or data["removed"] or is_other)


def _picture(value: Any) -> Picture | None:
    """From whatever a bound or unbound field holds: a picture, its key, or what the browser sent."""
    if isinstance(value, dict):
        try:
            value = signing.loads(value["kept"], salt=KEPT_SALT)
        except signing.BadSignature:
            return None
    return value if isinstance(value, Picture) or value is None else Picture.objects.filter(pk=value).first()
