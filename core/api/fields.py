"""How money, texts in several languages, pictures and phone numbers are written in the API."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError as DjangoValidationError
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.api.serializers import ApiSerializer
from core.localized import LocalizedText
from core.money import LARGEST_MINOR, Money
from core.phones import parse_phone
from core.uploads.models import Picture

LANGUAGES = [code for code, _name in settings.LANGUAGES]


class MoneySerializer(ApiSerializer):
    """An amount in minor units (fen, cents) of an ISO 4217 currency: 3990 CNY is ¥39.90."""

    example = {"amount_minor": 3990, "currency": "CNY"}

    amount_minor = serializers.IntegerField(source="minor", min_value=-LARGEST_MINOR, max_value=LARGEST_MINOR)
    currency = serializers.CharField(min_length=3, max_length=3)

    def to_internal_value(self, data: Any) -> Any:
        said = super().to_internal_value(data)
        if said["currency"] != settings.DAJI_CURRENCY:
            raise serializers.ValidationError(
                {"currency": [str(_("This fair counts in {currency}.")).format(currency=settings.DAJI_CURRENCY)]}
            )
        return Money(said["minor"], said["currency"])


@extend_schema_field(
    {
        "type": "object",
        "description": "A text in each language it was written in; `text` is the one for this reader.",
        "properties": {"text": {"type": "string"}, **{code: {"type": "string"} for code in LANGUAGES}},
        "required": ["text"],
    }
)
class LocalizedField(serializers.Field):
    """Out: `{"text": …, "en": …, "zh-hans": …}`."""

    def to_representation(self, value: Any) -> dict[str, str]:
        text = LocalizedText(value or {})
        return {"text": str(text), **{code: text[code] for code in LANGUAGES if text.get(code)}}


@extend_schema_field(
    {
        "type": "object",
        "description": "One entry for each language it is written in.",
        "properties": {code: {"type": "string"} for code in LANGUAGES},
        "additionalProperties": False,
    }
)
class LocalizedInputField(serializers.Field):
    """In: `{"en": …, "zh-hans": …}`, gives a `LocalizedText`."""

    default_error_messages = {
        "blank": _("Write it in at least one language."),
        "invalid": _("One text for each language: {languages}."),
        "max_length": _("At most {most} characters."),
    }

    def __init__(self, *, max_length: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max_length = max_length

    def to_internal_value(self, data: Any) -> LocalizedText:
        if not isinstance(data, dict) or set(data) - set(LANGUAGES) or not all(map(_is_writable, data.values())):
            self.fail("invalid", languages=", ".join(LANGUAGES))
        texts = LocalizedText({code: data[code].strip() for code in LANGUAGES if data.get(code, "").strip()})
        if self.max_length and any(len(text) > self.max_length for text in texts.values()):
            self.fail("max_length", most=self.max_length)
        if not texts and self.required:
            self.fail("blank")
        return texts


def _is_writable(text: Any) -> bool:
    """No database stores a NUL or half a surrogate pair."""
    return isinstance(text, str) and not any(sign == "\x00" or "\ud800" <= sign <= "\udfff" for sign in text)


class RenditionSerializer(ApiSerializer):
    example = {"url": "https://daji.example/media/pictures/4f/4f1c-640.webp", "width": 640}

    url = serializers.URLField()
    width = serializers.IntegerField()


class PictureSerializer(ApiSerializer):
    """A picture with its renditions, the narrowest first; `url` is the widest."""

    example = {
        "id": 12,
        "url": "https://daji.example/media/pictures/4f/4f1c.webp",
        "width": 1920,
        "height": 1280,
        "alt": {"text": "Oranges in a crate", "en": "Oranges in a crate"},
        "renditions": [{"url": "https://daji.example/media/pictures/4f/4f1c-640.webp", "width": 640}],
    }

    id = serializers.IntegerField(source="pk")
    url = serializers.SerializerMethodField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    alt = LocalizedField()
    renditions = serializers.SerializerMethodField()

    def get_url(self, picture: Picture) -> str:
        return self._absolute(picture.url)

    @extend_schema_field(RenditionSerializer(many=True))
    def get_renditions(self, picture: Picture) -> list[dict[str, Any]]:
        return [{"url": self._absolute(picture.url_at(width)), "width": width} for width in picture.widths]

    def _absolute(self, url: str) -> str:
        return LinkField.absolute(self.context, url)


class PhoneField(serializers.CharField):
    """As people type it; inside, E.164."""

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        try:
            return parse_phone(text)
        except DjangoValidationError as error:
            raise serializers.ValidationError(error.messages, code="invalid_phone") from error


@extend_schema_field({"type": "string", "format": "uri"})
class LinkField(serializers.Field):
    """The page a person would look at: the whole address of `get_absolute_url`, or of the method named."""

    def __init__(self, method: str = "get_absolute_url", **kwargs: Any) -> None:
        self.method = method
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, value: Any) -> str:
        return self.absolute(self.context, getattr(value, self.method)())

    @staticmethod
    def absolute(context: dict[str, Any], path: str) -> str:
        request = context.get("request")
        return request.build_absolute_uri(path) if request else path
