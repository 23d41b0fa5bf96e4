"""Phone numbers as people type them -> E.164, with sentences that say what is wrong."""

import phonenumbers
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

CHINESE_MOBILE_DIGITS = 11


def parse_phone(text: str) -> str:
    """E.164 of a number typed in any usual way; a national number belongs to `settings.DAJI_PHONE_REGION`.

    Raises ValidationError with a sentence for the person who typed it.
    """
    digits = [character for character in text if character.isdigit()]
    region = settings.DAJI_PHONE_REGION
    if len(digits) < 5:
        raise ValidationError(_("Write a phone number, digits only."), code="invalid_phone")
    if (
        region == "CN"
        and not text.strip().startswith("+")
        and digits[0] == "1"
        and len(digits) != CHINESE_MOBILE_DIGITS
    ):
        _refuse_wrong_length(CHINESE_MOBILE_DIGITS - len(digits))
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException as error:
        raise ValidationError(_("Write a phone number, digits only."), code="invalid_phone") from error
    if not phonenumbers.is_valid_number(number):
        raise ValidationError(_("No such phone number exists. Check each digit."), code="invalid_phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _refuse_wrong_length(missing: int) -> None:
    if missing > 0:
        sentence = ngettext(
            "One number is missing. 11 in all.", "%(count)s numbers are missing. 11 in all.", missing
        ) % {"count": missing}
    else:
        sentence = ngettext("One number too many. 11 in all.", "%(count)s numbers too many. 11 in all.", -missing) % {
            "count": -missing
        }
    raise ValidationError(sentence, code="invalid_phone")


def mask_phone(number: str) -> str:
    """What others may see of a number: the first three and the last four national digits, 139••••7788."""
    if not number:
        return "—"
    national = str(phonenumbers.parse(str(number), None).national_number)
    return f"{national[:3]}••••{national[-4:]}"


class PhoneField(forms.CharField):
    """A form field that gives E.164 text."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}))
        super().__init__(**kwargs)  # type: ignore[arg-type]

    def clean(self, value: object) -> str:
        text = super().clean(value)
        return parse_phone(text) if text else ""
