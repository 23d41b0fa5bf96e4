"""What `components/_field.html` asks about a form field."""

import uuid

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def idempotency_key() -> SafeString:
    """A hidden field with a fresh key, for a form whose view is `@idempotent`."""
    return format_html('<input type="hidden" name="idempotency_key" value="{}">', uuid.uuid4())


@register.filter
def shape(field: BoundField) -> str:
    """How the field is laid out: "checkbox", "choices" (one row each), "group" (several inputs) or "single"."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.RadioSelect):
        return "choices"
    return "group" if field.use_fieldset else "single"


@register.simple_tag
def field_input(field: BoundField, hint: str = "", css_class: str = "") -> SafeString:
    """The field's widget, tied to its hint and its error by id; `css_class` joins what the form gave the widget."""
    described_by = [f"{field.auto_id}_helptext"] if hint else []
    if field.errors:
        described_by.append(f"{field.auto_id}_error")
    classes = [field.field.widget.attrs.get("class", ""), css_class]
    if shape(field) != "checkbox":
        classes.insert(0, "input")
    attrs = {"class": " ".join(dict.fromkeys(" ".join(classes).split()))}
    if described_by and not field.use_fieldset:
        attrs["aria-describedby"] = " ".join(described_by)
    return field.as_widget(attrs={name: value for name, value in attrs.items() if value})
