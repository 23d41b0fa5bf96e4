from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import Refused
from core.models import Event
from core.money import Money
from marketplace.catalogue.states import ProductState
from marketplace.orders.models import Order, OrderGroup, OrderLine
from marketplace.orders.queries.invariants import broken_invariants
from marketplace.orders.services.checkout import PriceChanged, place_order
from marketplace.orders.services.reservations import HOLD_FOR, SoldOut
from marketplace.orders.states import OrderState
from tests.factories.orders import CONTACT, batch_of, cart_with, placed, variant_of

pytestmark = pytest.mark.usefixtures("db", "invariants")


def place(cart, key="k", **kwargs):
    return place_order(**{"buyer": None, "cart": cart, "contact": CONTACT, "idempotency_key": key, **kwargs})


def test_one_checkout_makes_an_order_for_each_farm(shopper):
    first, second = variant_of(price=3290), variant_of(price=5800)
    sibling = variant_of(first.product.farm, price=2990)
    now = timezone.now()
    group = placed((first, 1), (second, 1), (sibling, 2), buyer=shopper, now=now)
    orders = list(group.orders.order_by("pk"))
    assert [order.number for order in orders] == [f"{group.number}-1", f"{group.number}-2"]
    assert [order.seller_id for order in orders] == [first.product.farm_id, second.product.farm_id]
    assert [order.total for order in orders] == [Money(3290 + 2 * 2990), Money(5800)]
    assert group.total == Money(15070)
    assert (group.buyer, group.pay_until) == (shopper, now + HOLD_FOR)
    assert {order.state for order in orders} == {OrderState.PENDING}
    assert not shopper.cart.lines.exists()


def test_what_was_agreed_is_copied(settings):
    variant = variant_of(price=3290)
    order = placed((variant, 2)).orders.get()
    line = order.lines.get()
    settings.DAJI_COMMISSION_BASIS_POINTS = 9000
    variant.price = Money(1)
    variant.save()
    line.refresh_from_db()
    assert (line.unit_price, line.total, line.batch_code) == (Money(3290), Money(6580), variant.batches.get().code)
    assert str(line.product_name) == "Navel oranges"
    assert (order.commission_basis_points, order.commission, line.commission) == (500, Money(329), Money(329))
    assert order.seller_gets == Money(6251)


def test_units_of_two_batches_are_two_lines():
    variant = variant_of(stock=2, price=1000)
    batch_of(variant, stock=5)
    placed((variant, 3))
    assert sorted(OrderLine.objects.values_list("quantity", flat=True)) == [1, 2]
    assert sum(line.commission.minor for line in OrderLine.objects.all()) == 150


def test_the_same_key_gives_the_same_order_again():
    variant = variant_of(stock=5)
    cart = cart_with((variant, 2))
    assert place(cart) == place(cart)
    assert OrderGroup.objects.count() == 1
    assert variant.batches.get().reserved == 2


def test_the_same_key_with_another_address_is_refused():
    cart = cart_with((variant_of(), 1))
    place(cart)
    with pytest.raises(Refused, match="other details"):
        place(cart, contact=replace(CONTACT, city="Shanghai"))


def test_an_empty_basket_makes_no_order():
    with pytest.raises(Refused, match="basket is empty"):
        place(cart_with())


def test_a_price_that_changed_is_shown_before_it_is_paid():
    variant = variant_of(price=3290)
    cart = cart_with((variant, 1))
    variant.price = Money(3390)
    variant.save()
    with pytest.raises(PriceChanged):
        place(cart, expected_total=Money(3290))
    assert variant.batches.get().free == 10
    assert place(cart, expected_total=Money(3390)).total == Money(3390)


def test_the_last_crate_goes_to_the_first_who_asks():
    variant = variant_of(stock=1)
    mine, theirs = cart_with((variant, 1)), cart_with((variant, 1))
    place(mine)
    with pytest.raises(SoldOut, match="gone home"):
        place(theirs)
    assert theirs.lines.count() == 1


def test_what_left_the_stall_meanwhile_is_refused():
    variant = variant_of()
    cart = cart_with((variant, 1))
    variant.product.state = ProductState.PAUSED
    variant.product.save()
    with pytest.raises(Refused, match="not on the stall"):
        place(cart)


def test_a_hold_that_ran_out_is_made_again_while_there_is_stock():
    variant = variant_of(stock=1)
    cart = cart_with((variant, 1))
    from marketplace.orders.services.carts import hold_cart

    hold_cart(cart=cart, now=timezone.now() - timedelta(hours=1))
    place(cart)
    assert variant.batches.get().reserved == 1


def test_each_order_is_announced():
    placed((variant_of(), 1), (variant_of(), 1))
    told = Event.objects.filter(name="orders.OrderPlaced").order_by("pk")
    assert [row.data["order_id"] for row in told] == list(Order.objects.order_by("pk").values_list("pk", flat=True))


def test_a_crooked_row_would_be_found():
    """Negative control of `invariants`: it names what does not add up."""
    group = placed((variant_of(), 1))
    OrderGroup.objects.filter(pk=group.pk).update(total=Money(1))
    assert list(broken_invariants()) == [
        f"checkouts add up to their orders: orders.OrderGroup {group.pk} ({group.number})"
    ]
    OrderGroup.objects.filter(pk=group.pk).update(total=group.total)
