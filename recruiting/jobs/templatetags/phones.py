from django import template

from core.phones import mask_phone

register = template.Library()


@register.filter
def masked(phone: object) -> str:
    """139••••7788."""
    return mask_phone(str(phone)) if phone else ""
