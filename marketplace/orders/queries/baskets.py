"""A basket as it stands on the page: by seller, with what is held, what is short and what it costs now."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import MutableMapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Sum
from django.utils import timezone

from accounts.models import Organization
from core.money import Money
from marketplace.catalogue.models import Batch
from marketplace.orders.models import Cart, CartLine, Reservation
from marketplace.orders.pricing import PricedLine, SellerPrice, add_up, price_of_seller

SESSION_KEY = "basket"


def find_cart(*, user: Any, session: MutableMapping[str, Any]) -> Cart | None:
    """The member's basket, or the guest's that this session remembers."""
    if user.is_authenticated:
        return Cart.objects.filter(user=user).first()
    return find_guest_cart(session=session)


def find_guest_cart(*, session: MutableMapping[str, Any]) -> Cart | None:
    try:
        token = uuid.UUID(session.get(SESSION_KEY, ""))
    except ValueError:
        return None
    return Cart.objects.filter(token=token, user=None).first()


def count_things(*, cart: Cart) -> int:
    return cart.lines.aggregate(count=Sum("quantity"))["count"] or 0


@dataclass(frozen=True)
class BasketLine:
    line: CartLine
    held: list[Reservation]
    free: int

    @property
    def held_until(self) -> datetime.datetime | None:
        return min((one.expires_at for one in self.held), default=None)

    @property
    def is_held(self) -> bool:
        return sum(one.quantity for one in self.held) == self.line.quantity

    @property
    def has_deal_price(self) -> bool:
        """A deal's price counts only while its goods are held."""
        return self.line.deal_price is not None and self.is_held

    @property
    def deal_is_over(self) -> bool:
        return self.line.deal_price is not None and not self.is_held

    @property
    def unit_price(self) -> Money:
        if self.has_deal_price and self.line.deal_price is not None:
            return self.line.deal_price
        return self.line.variant.price

    @property
    def total(self) -> Money:
        return self.unit_price * self.line.quantity

    @property
    def is_on_sale(self) -> bool:
        return self.line.variant.product.is_on_sale and self.line.variant.withdrawn_at is None

    @property
    def left(self) -> int:
        """How many this line could have, counting what is held for it."""
        return self.free + sum(one.quantity for one in self.held)

    @property
    def is_short(self) -> bool:
        return self.left < self.line.quantity

    @property
    def batch_codes(self) -> list[str]:
        return [one.batch.code for one in self.held]


@dataclass(frozen=True)
class SellerBasket:
    seller: Organization
    lines: list[BasketLine]
    price: SellerPrice


@dataclass(frozen=True)
class Basket:
    sellers: list[SellerBasket]

    @cached_property
    def lines(self) -> list[BasketLine]:
        return [line for seller in self.sellers for line in seller.lines]

    @property
    def count(self) -> int:
        return sum(line.line.quantity for line in self.lines)

    @property
    def goods(self) -> Money:
        return add_up([seller.price.goods for seller in self.sellers])

    @property
    def shipping(self) -> Money:
        return add_up([seller.price.shipping for seller in self.sellers])

    @property
    def total(self) -> Money:
        return self.goods + self.shipping

    @property
    def commission(self) -> Money:
        return add_up([seller.price.commission for seller in self.sellers])

    @property
    def farms_get(self) -> Money:
        return self.total - self.commission

    @property
    def held_until(self) -> datetime.datetime | None:
        return min((line.held_until for line in self.lines if line.held_until), default=None)

    @property
    def can_be_ordered(self) -> bool:
        return bool(self.lines) and all(line.is_on_sale and not line.is_short for line in self.lines)


def commission_basis_points() -> int:
    return settings.DAJI_COMMISSION_BASIS_POINTS


def shipping_of_one_seller() -> Money:
    return Money(settings.DAJI_SHIPPING_MINOR, settings.DAJI_CURRENCY)


def basket_of(*, cart: Cart | None, now: datetime.datetime | None = None) -> Basket:
    """Three queries, however many lines."""
    if cart is None:
        return Basket(sellers=[])
    now = now or timezone.now()
    live = Reservation.objects.live(now=now).select_related("batch").in_batch_order()
    lines = list(
        cart.lines.select_related(
            "variant__product__picture", "variant__product__farm__organization__avatar"
        ).prefetch_related(Prefetch("reservations", queryset=live, to_attr="held"))
    )
    free = dict(
        Batch.objects.filter(variant__in={line.variant_id for line in lines})
        .order_by()
        .values_list("variant")
        .annotate(Sum("free"))
    )
    by_seller: dict[Organization, list[BasketLine]] = {}
    for line in lines:
        one = BasketLine(line=line, held=line.held, free=free.get(line.variant_id, 0))
        by_seller.setdefault(line.variant.product.farm.organization, []).append(one)
    return Basket(sellers=[_seller_basket(seller, lines) for seller, lines in by_seller.items()])


def _seller_basket(seller: Organization, lines: list[BasketLine]) -> SellerBasket:
    price = price_of_seller(
        lines=[PricedLine(unit_price=line.unit_price, quantity=line.line.quantity) for line in lines],
        shipping=shipping_of_one_seller(),
        commission_basis_points=commission_basis_points(),
    )
    return SellerBasket(seller=seller, lines=lines, price=price)
