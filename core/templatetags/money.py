from django import template

from core.money import Money, currency_symbol

register = template.Library()


@register.filter
def money(value: Money | None) -> str:
    """The full amount in the reader's language: ¥39.90."""
    return "" if value is None else str(value)


@register.filter
def amount(value: Money | None) -> str:
    """The number alone, without needless zeros, as it stands on a carton price: 39.9."""
    return "" if value is None else f"{value.major.normalize():f}"


@register.filter
def short_money(value: Money | None) -> str:
    """For narrow places: ¥39.9."""
    return "" if value is None else f"{currency_symbol(value.currency)}{amount(value)}"
