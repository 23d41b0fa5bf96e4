import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import Money
from marketplace.orders.pricing import PricedLine, add_up, price_of_seller

lines = st.lists(
    st.builds(
        lambda minor, quantity: PricedLine(unit_price=Money(minor), quantity=quantity),
        st.integers(0, 10**7),
        st.integers(1, 99),
    ),
    min_size=1,
    max_size=12,
)
money = st.builds(Money, st.integers(0, 10**6))


@given(lines, money, st.integers(0, 10_000))
def test_the_parts_add_up_to_the_whole(lines, shipping, basis_points):
    price = price_of_seller(lines=lines, shipping=shipping, commission_basis_points=basis_points)
    assert price.goods == add_up([line.total for line in lines])
    assert price.total == price.goods + shipping
    assert price.commission == price.goods.share(basis_points)
    assert add_up(price.commissions) == price.commission
    assert price.seller_gets + price.commission == price.total


@given(lines, money, st.integers(0, 10_000))
def test_no_part_is_negative_or_more_than_its_line(lines, shipping, basis_points):
    price = price_of_seller(lines=lines, shipping=shipping, commission_basis_points=basis_points)
    assert all(0 <= part.minor <= line.total.minor + 1 for part, line in zip(price.commissions, lines, strict=True))
    assert price.seller_gets >= shipping


@pytest.mark.parametrize(("goods", "commission"), [(10000, 500), (10, 1), (9, 0), (0, 0)])
def test_commission_of_five_percent_is_rounded_half_up(goods, commission):
    line = PricedLine(unit_price=Money(goods), quantity=1)
    price = price_of_seller(lines=[line], shipping=Money(0), commission_basis_points=500)
    assert price.commission == Money(commission)


def test_nothing_adds_up_to_nothing():
    assert add_up([]) == Money(0)
