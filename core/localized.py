"""Texts that people write in one language or in several: a JSON column with one entry per language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.json import KeyTransform
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _


class LocalizedText(dict[str, str]):
    """`{"en": "Honey", "zh-hans": "蜂蜜"}`; as a string it is the active language's text, else whichever was written."""

    @classmethod
    def of(cls, english: str = "", chinese: str = "") -> LocalizedText:
        return cls({code: text for code, text in (("en", english), ("zh-hans", chinese)) if text})

    def in_language(self, language: str) -> str:
        return self.get(language) or next((self[code] for code, _name in settings.LANGUAGES if self.get(code)), "")

    @property
    def language(self) -> str:
        """The language in which `str()` speaks right now, for a `lang` attribute."""
        active = get_language() or settings.LANGUAGE_CODE
        if self.get(active):
            return active
        return next((code for code, _name in settings.LANGUAGES if self.get(code)), active)

    def __str__(self) -> str:
        return self.in_language(get_language() or settings.LANGUAGE_CODE)

    def __bool__(self) -> bool:
        return any(self.values())

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(sorted(self.items())))


class LocalizedWidget(forms.MultiWidget):
    template_name = "core/widgets/localized.html"

    def __init__(self, widget: type[forms.Widget] = forms.TextInput, attrs: dict[str, Any] | None = None) -> None:
        # `lang` makes the browser pick the right fonts, line breaks and spelling for each box.
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            code.replace("-", "_"): widget({"lang": code, "aria-label": name, "class": "input", **(attrs or {})})
            for code, name in settings.LANGUAGES
        }
        super().__init__(widgets)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for subwidget, (_code, label) in zip(context["widget"]["subwidgets"], settings.LANGUAGES, strict=True):
            subwidget["label"] = label
        return context

    def decompress(self, value: Any) -> list[str]:
        texts = value if isinstance(value, dict) else {}
        return [texts.get(code, "") for code, _name in settings.LANGUAGES]


class LocalizedFormField(forms.MultiValueField):
    default_error_messages = {"required": _("Write it in at least one language.")}

    def __init__(self, *, widget: Any = None, max_length: int | None = None, **kwargs: Any) -> None:
        fields = [forms.CharField(required=False, max_length=max_length) for _language in settings.LANGUAGES]
        inner = widget if isinstance(widget, type) and not issubclass(widget, LocalizedWidget) else forms.TextInput
        for dropped in ("encoder", "decoder"):
            kwargs.pop(dropped, None)
        super().__init__(
            fields,
            widget=widget if isinstance(widget, LocalizedWidget) else LocalizedWidget(inner),  # type: ignore[arg-type]
            require_all_fields=False,
            **kwargs,
        )

    def clean(self, value: Any) -> LocalizedText:
        text: LocalizedText = super().clean(value)
        if self.required and not text:  # blanks in every box pass the check above
            raise ValidationError(self.error_messages["required"], code="required")
        return text

    def compress(self, data_list: Sequence[str]) -> LocalizedText:
        texts = zip(settings.LANGUAGES, data_list or [], strict=False)
        return LocalizedText({code: text.strip() for (code, _name), text in texts if text and text.strip()})


class LocalizedTextField(models.JSONField):
    """Give `max_length` for one-line texts; without it the form shows text areas."""

    def __init__(self, *args: Any, max_length: int | None = None, **kwargs: Any) -> None:
        self.text_max_length = max_length
        kwargs.setdefault("default", LocalizedText)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        if self.text_max_length:
            kwargs["max_length"] = self.text_max_length
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        text = super().from_db_value(value, expression, connection)
        # A lookup into the text (`values("name__en")`) comes through here as well, and is a plain string.
        return text if isinstance(expression, KeyTransform) else LocalizedText(text or {})

    def to_python(self, value: Any) -> Any:
        return LocalizedText(value) if isinstance(value, dict) and not isinstance(value, LocalizedText) else value

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        known = {code for code, _name in settings.LANGUAGES}
        if not isinstance(value, dict) or not all(k in known and isinstance(v, str) for k, v in value.items()):
            raise ValidationError(_("Write it in at least one language."))

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        widget = LocalizedWidget(forms.TextInput if self.text_max_length else forms.Textarea)
        kwargs.pop("widget", None)
        return LocalizedFormField(
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=self.help_text,
            initial=kwargs.get("initial"),
            max_length=self.text_max_length,
            widget=widget,
        )


def render_in_every_language(template_name: str, context: dict[str, Any]) -> dict[str, str]:
    """`{"en": html, "zh-hans": html}`: a fragment for people who do not all read the same language.

    Rendered without a request, so nothing of one person's (a name, a form token) can slip into what everyone gets.
    """
    fragments: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            fragments[code] = render_to_string(template_name, context)
    return fragments


def in_every_language(text: object) -> LocalizedText:
    """A lazy translation, written out in each language of the site: what a stored notification keeps."""
    texts = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            texts[code] = str(text)
    return LocalizedText(texts)
