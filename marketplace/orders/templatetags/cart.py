from typing import Any

from django import template

from marketplace.orders.queries.baskets import count_things, find_cart

register = template.Library()


@register.simple_tag(takes_context=True)
def cart_count(context: dict[str, Any]) -> int:
    """How many things are in the person's basket; asked once for each page."""
    request = context.get("request")
    if request is None or not hasattr(request, "user"):
        return 0
    if not hasattr(request, "basket_count"):
        cart = find_cart(user=request.user, session=request.session)
        request.basket_count = count_things(cart=cart) if cart else 0
    return request.basket_count
