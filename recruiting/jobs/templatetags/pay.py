from django import template

from recruiting.jobs.pricing import Span
from recruiting.jobs.queries import wording

register = template.Library()


@register.filter
def pay_range(span: Span | None) -> str:
    """¥6,500–7,200."""
    return wording.pay_text(span) if span else ""


@register.filter
def per(unit: str) -> str:
    """The unit of a pay figure in words: a month."""
    return wording.unit_text(unit)
