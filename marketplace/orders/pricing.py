"""What an order costs and how it is split: no rows, no clock, no settings. The parts add up to the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.money import Money


@dataclass(frozen=True, kw_only=True)
class PricedLine:
    unit_price: Money
    quantity: int

    @property
    def total(self) -> Money:
        return self.unit_price * self.quantity


@dataclass(frozen=True, kw_only=True)
class SellerPrice:
    """One seller's part of a checkout. `commissions` is the commission by line; the fair takes none on shipping."""

    lines: tuple[PricedLine, ...]
    shipping: Money
    commissions: tuple[Money, ...]

    @property
    def goods(self) -> Money:
        return add_up([line.total for line in self.lines])

    @property
    def total(self) -> Money:
        return self.goods + self.shipping

    @property
    def commission(self) -> Money:
        return add_up(self.commissions)

    @property
    def seller_gets(self) -> Money:
        return self.total - self.commission


def add_up(amounts: Sequence[Money]) -> Money:
    return sum(amounts, Money.zero(amounts[0].currency)) if amounts else Money.zero()


def price_of_seller(*, lines: Sequence[PricedLine], shipping: Money, commission_basis_points: int) -> SellerPrice:
    """Commission is rounded once over the seller's goods and then split over the lines by largest remainder."""
    totals = [line.total for line in lines]
    commission = add_up(totals).share(commission_basis_points)
    weights = [total.minor for total in totals]
    commissions = commission.allocate(weights) if any(weights) else [commission] * len(lines)
    return SellerPrice(lines=tuple(lines), shipping=shipping, commissions=tuple(commissions))
