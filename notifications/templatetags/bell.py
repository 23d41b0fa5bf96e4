from typing import Any

from django import template

from notifications.queries import unread_count

register = template.Library()


@register.simple_tag
def unread_notifications(user: Any) -> int:
    return unread_count(user=user) if user.is_authenticated else 0
