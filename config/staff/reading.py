"""How the admin shows what its library would show as the database has it: texts in several languages, and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import unfold.forms
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from unfold.fields import UnfoldAdminReadonlyField

from core.localized import LocalizedTextField, LocalizedWidget


class ReadableAdmin:
    """Mixed in before ModelAdmin: localized columns speak the reader's language, and boxes in tables say what they are."""

    model: type[models.Model]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        columns = super().get_list_display(request)  # type: ignore[misc]
        localized = {
            field.name: field for field in self.model._meta.concrete_fields if isinstance(field, LocalizedTextField)
        }
        return [_column(localized[name]) if name in localized else name for name in columns]

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Iterator[tuple[Any, Any]]:
        for formset, inline in super().get_formsets_with_inlines(request, obj):  # type: ignore[misc]
            for field in formset.form.base_fields.values():
                if not isinstance(field.widget, LocalizedWidget):  # whose boxes bear the names of languages
                    field.widget.attrs.setdefault("aria-label", field.label)
            yield formset, inline


class ReadableField(UnfoldAdminReadonlyField):
    """A field that is only read: a localized text in all its languages, other JSON as a table."""

    @property
    def is_json(self) -> bool:
        return False  # else the library's template sets it as code

    def _get_contents(self) -> Any:
        from core.admin import as_table  # registers pages on the site whose pages are made of this

        if not isinstance(self.resolved_field, tuple):
            return super()._get_contents()
        field, _attribute, value = self.resolved_field
        if isinstance(field, LocalizedTextField):
            return _in_its_languages(value) or self.empty_value_display
        if isinstance(field, models.JSONField):
            return as_table(value) if value not in (None, "", [], {}) else self.empty_value_display
        return super()._get_contents()


def use_readable_fields() -> None:
    """The library offers no setting for this; it replaces Django's own class in the same way."""
    unfold.forms.UnfoldAdminReadonlyField = ReadableField


def translate_names() -> None:
    """A field or model without a name of its own is called by its attribute's; from here on that goes through gettext.

    Migrations see nothing of it: they look at the names that were given.
    """
    for model in apps.get_models():
        for field in model._meta.fields:
            if field._verbose_name is None and isinstance(field.verbose_name, str):  # type: ignore[attr-defined]
                field.verbose_name = gettext_lazy(field.verbose_name)
        if not {"verbose_name", "verbose_name_plural"} & model._meta.original_attrs.keys():
            for name in ("verbose_name", "verbose_name_plural"):
                setattr(model._meta, name, gettext_lazy(str(getattr(model._meta, name))))


def _column(field: LocalizedTextField) -> Callable[[Any], str]:
    @admin.display(description=field.verbose_name, ordering=field.name, empty_value="–")
    def column(row: Any) -> str:
        return str(getattr(row, field.attname))

    column.__name__ = field.name
    return column


def _in_its_languages(text: Mapping[str, str] | None) -> SafeString:
    written = [(code, text[code]) for code, _name in settings.LANGUAGES if text and text.get(code)]
    return format_html_join("", '<span class="said" lang="{}">{}</span>', written)
