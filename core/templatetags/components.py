from typing import Any

import phonenumbers
from django import template
from django.contrib.messages.storage.base import Message
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core.toasts import undo_of

register = template.Library()


@register.simple_tag
def icon(name: str, css_class: str = "") -> SafeString:
    """An icon of the sprite (static/img/icons.svg); decoration, so hidden from screen readers."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        f" {css_class}" if css_class else "",
        static("img/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def current(context: dict[str, Any], *prefixes: str) -> SafeString:
    """`aria-current` for a link whose section the reader is in: any path below a prefix, and "/" for the fair alone."""
    request = context.get("request")
    path = request.path if request else ""
    here = any(path == prefix or (prefix != "/" and path.startswith(prefix)) for prefix in prefixes)
    return mark_safe(' aria-current="page"') if here else SafeString("")


@register.filter
def undo(message: Message) -> dict[str, Any] | None:
    """How to take back what this message tells of: what `core.toasts.undoable` wrote down."""
    return undo_of(message)


@register.filter
def first_sign(name: object) -> str:
    """The letter, or the character, that stands for a person who has no picture."""
    return str(name).strip()[:1].upper()


@register.filter
def international(phone: object) -> str:
    """+86 139 0013 9441: a number as people read it, however it was kept."""
    if not phone:
        return ""
    number = phonenumbers.parse(str(phone), None)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
