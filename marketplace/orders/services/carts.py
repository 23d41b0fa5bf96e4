from __future__ import annotations

import datetime
from collections.abc import MutableMapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.dealings import check_may_deal
from core.errors import Refused
from marketplace.catalogue.models import Variant
from marketplace.orders.models import Cart, CartLine, Reservation
from marketplace.orders.models.carts import MOST_OF_ONE_THING
from marketplace.orders.queries.baskets import SESSION_KEY, find_cart, find_guest_cart
from marketplace.orders.services.reservations import (
    SoldOut,
    free_of,
    lock_batches,
    lock_reservations,
    release,
    reserve,
)


@transaction.atomic
def open_cart(*, user: Any, session: MutableMapping[str, Any]) -> Cart:
    """The person's basket, made when there is none; a guest's session remembers it."""
    cart = find_cart(user=user, session=session)
    if cart is not None:
        return cart
    if user.is_authenticated:
        return Cart.objects.get_or_create(user=user)[0]
    cart = Cart.objects.create()
    session[SESSION_KEY] = str(cart.token)
    return cart


@transaction.atomic
def add_line(*, cart: Cart, variant: Variant, quantity: int) -> CartLine:
    """Put so many more into the basket. Raises SoldOut when that is more than there are, Refused otherwise."""
    check_on_sale(variant=variant)
    _lock(cart)
    check_may_deal(organizations=[variant.product.farm_id], person=cart.user)
    line = CartLine.objects.filter(cart=cart, variant=variant, deal_reference="").first()
    wanted = quantity + (line.quantity if line else 0)
    check_quantity(quantity=wanted)
    held = sum(one.quantity for one in line.reservations.live(now=timezone.now())) if line else 0
    left = free_of(variant_id=variant.pk) + held
    if wanted > left:
        raise SoldOut(variant=variant, left=left)
    if line is None:
        return CartLine.objects.create(cart=cart, variant=variant, quantity=quantity)
    line.quantity = wanted
    line.save(update_fields=["quantity"])
    return line


def check_on_sale(*, variant: Variant) -> None:
    if not variant.product.is_on_sale or variant.withdrawn_at is not None:
        raise Refused(_("This is not on the stall any more."))


def check_quantity(*, quantity: int) -> None:
    if not 1 <= quantity <= MOST_OF_ONE_THING:
        raise Refused(gettext("Choose between 1 and {most}.").format(most=MOST_OF_ONE_THING), field="quantity")


@transaction.atomic
def set_quantity(*, line: CartLine, quantity: int) -> None:
    """What was held for the line is given back; it is held anew when the checkout starts. Raises Refused."""
    if line.deal_price is not None and quantity != line.quantity:
        raise Refused(_("A live price holds for the number you grabbed. Take it out, or grab again."))
    check_quantity(quantity=quantity)
    if quantity == line.quantity:
        return
    release(reservations=line.reservations.held())
    line.quantity = quantity
    line.save(update_fields=["quantity"])


@transaction.atomic
def remove_line(*, line: CartLine) -> None:
    release(reservations=line.reservations.held())
    line.delete()


@transaction.atomic
def hold_cart(*, cart: Cart, now: datetime.datetime | None = None) -> None:
    """Hold everything in the basket for 15 minutes; what is held already keeps its time. Raises SoldOut, Refused."""
    now = now or timezone.now()
    _lock(cart)
    lock_reservations(reservations=Reservation.objects.held().filter(cart_line__cart=cart))
    for line in cart.lines.select_related("variant__product").order_by("variant_id", "pk"):
        hold_line(line=line, now=now)


def hold_line(*, line: CartLine, now: datetime.datetime) -> None:
    check_on_sale(variant=line.variant)
    held = list(line.reservations.held())
    if sum(one.quantity for one in held if one.expires_at > now) == line.quantity:
        return
    if held:
        lock_batches(variant=line.variant)
        release(reservations=held)
    if line.deal_price is not None:  # it was good for the hold that just ran out
        line.deal_price = None
        line.save(update_fields=["deal_price"])
    reserve(variant=line.variant, quantity=line.quantity, buyer=line.cart.user, cart_line=line, now=now)


@transaction.atomic
def merge_guest_cart(*, user: User, session: MutableMapping[str, Any]) -> None:
    """At login what the guest chose joins the member's basket, together with what is held for it."""
    guest = find_guest_cart(session=session)
    session.pop(SESSION_KEY, None)
    if guest is None:
        return
    cart, _created = Cart.objects.get_or_create(user=user)
    for line in guest.lines.select_related("variant"):
        mine = cart.lines.filter(variant=line.variant, deal_reference=line.deal_reference).first()
        line.reservations.update(buyer=user, guest_key="")
        if mine is None:
            line.cart = cart
            line.save(update_fields=["cart"])
            continue
        mine.quantity = min(mine.quantity + line.quantity, MOST_OF_ONE_THING)
        mine.save(update_fields=["quantity"])
        line.reservations.update(cart_line=mine)
    guest.delete()


def _lock(cart: Cart) -> None:
    """Two requests of one person (a double click, two tabs) take their turns."""
    Cart.objects.select_for_update().get(pk=cart.pk)
