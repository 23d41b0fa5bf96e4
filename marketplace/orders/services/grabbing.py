"""Buying over the video: straight into the basket with the goods held and the price promised."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services.dealings import check_may_deal
from core.money import Money
from marketplace.catalogue.models import Variant
from marketplace.orders.models import Cart, CartLine
from marketplace.orders.services.carts import check_on_sale, check_quantity
from marketplace.orders.services.reservations import release, reserve


@transaction.atomic
def grab(
    *,
    buyer: User | None,
    variant: Variant,
    quantity: int,
    room_id: int,
    unit_price: Money | None,
    idempotency_key: str,
    deal_reference: str = "",
    cart: Cart | None = None,
) -> CartLine:
    """Hold `quantity` at once and put it into the basket; with a `unit_price`, that price counts while the hold does.

    A guest comes with `cart` (see `carts.open_cart`). The same key gives the same line again. Raises SoldOut, Refused.
    """
    check_on_sale(variant=variant)
    check_quantity(quantity=quantity)
    cart = cart or Cart.objects.get_or_create(user=buyer)[0]
    Cart.objects.select_for_update().get(pk=cart.pk)
    check_may_deal(organizations=[variant.product.farm_id], person=buyer)
    if idempotency_key:
        earlier = cart.lines.filter(grab_key=idempotency_key).first()
        if earlier is not None:
            return earlier
    if unit_price is not None and not deal_reference:
        deal_reference = f"room:{room_id}"  # a promised price never spreads to what was in the basket before
    line, is_new = CartLine.objects.get_or_create(
        cart=cart, variant=variant, deal_reference=deal_reference, defaults={"quantity": quantity}
    )
    now = timezone.now()
    release(reservations=line.reservations.expired(now=now))
    held = sum(line.reservations.live(now=now).values_list("quantity", flat=True))
    reserve(
        variant=variant,
        quantity=quantity,
        buyer=buyer,
        unit_price=unit_price,
        deal_reference=deal_reference,
        cart_line=line,
        now=now,
    )
    if not is_new:
        # Under a promise the line is what is held; without one it is what was wanted before and these.
        line.quantity = quantity + (line.quantity if unit_price is None else held)
        check_quantity(quantity=line.quantity)
    line.deal_price, line.room_id, line.grab_key = unit_price, room_id, idempotency_key
    line.save(update_fields=["quantity", "deal_price", "room_id", "grab_key"])
    return line
