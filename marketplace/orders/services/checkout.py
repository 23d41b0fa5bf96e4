"""From a basket to an order group: hold what is missing, copy what was agreed, split it by seller."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.dealings import check_may_deal
from core.errors import Refused
from core.events import publish
from core.money import Money
from marketplace.orders.events import OrderPlaced
from marketplace.orders.models import Cart, Order, OrderGroup, OrderLine, OrderTransition, Reservation
from marketplace.orders.pricing import PricedLine, price_of_seller
from marketplace.orders.queries.baskets import (
    Basket,
    BasketLine,
    SellerBasket,
    basket_of,
    commission_basis_points,
)
from marketplace.orders.services.carts import hold_cart
from marketplace.orders.services.reservations import HOLD_FOR
from marketplace.orders.states import OrderState

# No 0, O, 1, I, L, U: numbers are read out on the phone.
NUMBER_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Who gets the parcel and where. `phone` is E.164."""

    contact_name: str
    phone: str
    province: str
    city: str
    district: str = ""
    street: str
    note: str = ""


class PriceChanged(Refused):
    pass


@transaction.atomic
def place_order(
    *,
    buyer: User | None,
    cart: Cart,
    contact: Contact,
    idempotency_key: str,
    expected_total: Money | None = None,
    now: datetime.datetime | None = None,
) -> OrderGroup:
    """Turn the basket into orders that wait to be paid, and empty it. The same key gives the same group again.

    Raises SoldOut, PriceChanged when the total is not the one that was shown, Refused for an empty basket, a key that was
    used with another address, or a seller who blocked the buyer.
    """
    now = now or timezone.now()
    Cart.objects.select_for_update().get(pk=cart.pk)
    scope = f"cart:{cart.pk}"
    earlier = OrderGroup.objects.filter(idempotency_scope=scope, idempotency_key=idempotency_key).first()
    if earlier is not None:
        return _same_again(earlier, contact)
    hold_cart(cart=cart, now=now)
    basket = basket_of(cart=cart, now=now)
    if not basket.lines:
        raise Refused(_("Your basket is empty."))
    sellers = [seller.seller.pk for seller in basket.sellers]
    check_may_deal(organizations=sellers, person=buyer, phone=contact.phone)
    if expected_total is not None and basket.total != expected_total:
        raise PriceChanged(_("A price has changed. Look at the new sum before you pay."))
    group = OrderGroup.objects.create(
        number=_new_number(now),
        buyer=buyer,
        total=basket.total,
        idempotency_scope=scope,
        idempotency_key=idempotency_key,
        placed_at=now,
        pay_until=now + HOLD_FOR,
        **asdict(contact),
    )
    for position, seller in enumerate(basket.sellers, start=1):
        _place_with_seller(group, f"{group.number}-{position}", seller)
    _empty(cart, basket)
    return group


def _same_again(group: OrderGroup, contact: Contact) -> OrderGroup:
    if any(str(getattr(group, name)) != value for name, value in asdict(contact).items()):
        raise Refused(_("This was already sent with other details. Reload the page and start again."))
    return group


def _new_number(now: datetime.datetime) -> str:
    return f"{timezone.localtime(now):%y%m%d}{get_random_string(8, NUMBER_ALPHABET)}"


def _place_with_seller(group: OrderGroup, number: str, basket: SellerBasket) -> None:
    parts = [(line, held) for line in basket.lines for held in line.held]
    price = price_of_seller(
        lines=[PricedLine(unit_price=line.unit_price, quantity=held.quantity) for line, held in parts],
        shipping=basket.price.shipping,
        commission_basis_points=commission_basis_points(),
    )
    order = Order.objects.create(
        group=group,
        seller=basket.seller,
        seller_name=basket.seller.name,
        number=number,
        goods=price.goods,
        shipping=price.shipping,
        total=price.total,
        commission_basis_points=commission_basis_points(),
        commission=price.commission,
    )
    for (line, held), commission in zip(parts, price.commissions, strict=True):
        order_line = _copy_line(order, line, held, commission)
        Reservation.objects.filter(pk=held.pk).update(
            order_line=order_line, cart_line=None, buyer=group.buyer, expires_at=group.pay_until
        )
    OrderTransition.objects.create(order=order, old="", new=OrderState.PENDING, actor=group.buyer)
    publish(OrderPlaced(order_id=order.pk), actor=group.buyer)


def _copy_line(order: Order, line: BasketLine, held: Reservation, commission: Money) -> OrderLine:
    variant = line.line.variant
    return OrderLine.objects.create(
        order=order,
        variant=variant,
        batch=held.batch,
        product_name=variant.product.name,
        variant_name=variant.name,
        batch_code=held.batch.code,
        unit_price=line.unit_price,
        quantity=held.quantity,
        total=line.unit_price * held.quantity,
        commission=commission,
        deal_reference=line.line.deal_reference if line.has_deal_price else "",
        room_id=line.line.room_id,
    )


def _empty(cart: Cart, basket: Basket) -> None:
    cart.lines.filter(pk__in=[line.line.pk for line in basket.lines]).delete()
