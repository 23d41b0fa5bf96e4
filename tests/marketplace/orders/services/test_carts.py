from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from core.errors import Refused
from core.money import Money
from marketplace.catalogue.states import ProductState
from marketplace.orders.models import Cart, Reservation
from marketplace.orders.queries.baskets import basket_of
from marketplace.orders.services.carts import (
    add_line,
    hold_cart,
    merge_guest_cart,
    open_cart,
    remove_line,
    set_quantity,
)
from marketplace.orders.services.grabbing import grab
from marketplace.orders.services.reservations import HOLD_FOR, SoldOut
from tests.factories.orders import cart_with, variant_of

pytestmark = pytest.mark.usefixtures("db", "invariants")


def test_a_guest_keeps_one_basket_by_session():
    session = {}
    cart = open_cart(user=AnonymousUser(), session=session)
    assert open_cart(user=AnonymousUser(), session=session) == cart
    assert open_cart(user=AnonymousUser(), session={}) != cart


def test_a_broken_token_is_no_basket():
    assert open_cart(user=AnonymousUser(), session={"basket": "x"}).pk


def test_adding_twice_is_one_line():
    variant = variant_of(stock=5)
    cart = cart_with((variant, 2), (variant, 1))
    assert cart.lines.get().quantity == 3


def test_more_than_there_is_is_refused_early():
    variant = variant_of(stock=5)
    cart = cart_with((variant, 3))
    with pytest.raises(SoldOut, match="Only 5 left"):
        add_line(cart=cart, variant=variant, quantity=3)


@pytest.mark.parametrize("quantity", [0, -1, 100, 10**9])
def test_a_quantity_out_of_range_is_refused(quantity):
    variant = variant_of(stock=500)
    cart = cart_with((variant, 1))
    with pytest.raises(Refused, match="between 1 and 99"):
        set_quantity(line=cart.lines.get(), quantity=quantity)


def test_what_is_not_on_the_stall_cannot_be_added():
    variant = variant_of(stock=5)
    variant.product.state = ProductState.PAUSED
    variant.product.save()
    with pytest.raises(Refused, match="not on the stall"):
        cart_with((variant, 1))


def test_holding_keeps_the_goods_and_not_twice():
    variant = variant_of(stock=5)
    cart = cart_with((variant, 3))
    now = timezone.now()
    hold_cart(cart=cart, now=now)
    hold_cart(cart=cart, now=now + timedelta(minutes=5))
    assert Reservation.objects.get().expires_at == now + HOLD_FOR
    assert variant.batches.get().free == 2
    assert basket_of(cart=cart, now=now).lines[0].is_held


def test_another_number_gives_back_what_was_held_and_holds_anew():
    variant = variant_of(stock=5)
    cart = cart_with((variant, 3))
    hold_cart(cart=cart)
    set_quantity(line=cart.lines.get(), quantity=5)
    assert variant.batches.get().free == 5
    hold_cart(cart=cart)
    assert variant.batches.get().reserved == 5


def test_taking_out_gives_back_what_was_held():
    variant = variant_of(stock=5)
    cart = cart_with((variant, 3))
    hold_cart(cart=cart)
    remove_line(line=cart.lines.get())
    assert variant.batches.get().free == 5
    assert not cart.lines.exists()


def test_one_line_sold_out_holds_nothing():
    plenty, scarce = variant_of(stock=5), variant_of(stock=2)
    cart = cart_with((plenty, 1), (scarce, 2))
    hold_cart(cart=cart_with((scarce, 1)))
    with pytest.raises(SoldOut):
        hold_cart(cart=cart)
    assert plenty.batches.get().free == 5


def test_the_guests_basket_joins_the_members_at_login(shopper):
    shared, own = variant_of(stock=9), variant_of(stock=9)
    mine = cart_with((shared, 1), user=shopper)
    session = {}
    guest = open_cart(user=AnonymousUser(), session=session)
    add_line(cart=guest, variant=shared, quantity=2)
    add_line(cart=guest, variant=own, quantity=4)
    hold_cart(cart=guest)
    merge_guest_cart(user=shopper, session=session)
    assert {line.variant: line.quantity for line in mine.lines.all()} == {shared: 3, own: 4}
    assert session == {}
    assert not Cart.objects.filter(user=None).exists()
    assert set(Reservation.objects.values_list("buyer", "cart_line__cart")) == {(shopper.pk, mine.pk)}


def test_nobody_takes_over_anothers_basket(shopper):
    mine = cart_with((variant_of(), 1), user=shopper)
    merge_guest_cart(user=shopper, session={"basket": str(mine.token)})
    assert mine.lines.count() == 1


def grabbed(shopper, variant, **kwargs):
    return grab(
        **{
            "buyer": shopper,
            "variant": variant,
            "quantity": 1,
            "room_id": 7,
            "unit_price": Money(1990),
            "idempotency_key": "k1",
            "deal_reference": "deal:1",
            **kwargs,
        }
    )


def test_grabbing_holds_goods_and_price(shopper):
    variant = variant_of(stock=5)
    line = grabbed(shopper, variant)
    basket = basket_of(cart=line.cart)
    assert basket.total == Money(1990)
    assert variant.batches.get().reserved == 1
    assert (line.room_id, line.deal_reference) == (7, "deal:1")


def test_grabbing_with_the_same_key_is_grabbing_once(shopper):
    variant = variant_of(stock=5)
    assert grabbed(shopper, variant) == grabbed(shopper, variant)
    assert variant.batches.get().reserved == 1


def test_grabbing_again_adds_up(shopper):
    variant = variant_of(stock=5)
    grabbed(shopper, variant)
    line = grabbed(shopper, variant, idempotency_key="k2")
    assert line.quantity == 2
    assert basket_of(cart=line.cart).total == Money(3980)


def test_a_promised_price_does_not_spread_to_what_was_there_before(shopper):
    variant = variant_of(stock=9, price=3290)
    cart = cart_with((variant, 2), user=shopper)
    grabbed(shopper, variant, deal_reference="")
    assert basket_of(cart=cart).total == Money(2 * 3290 + 1990)


def test_a_held_price_ends_with_its_hold(shopper):
    variant = variant_of(stock=5, price=3290)
    line = grabbed(shopper, variant)
    later = timezone.now() + HOLD_FOR
    basket = basket_of(cart=line.cart, now=later)
    assert basket.lines[0].deal_is_over
    assert basket.total == Money(3290)
    hold_cart(cart=line.cart, now=later)
    assert basket_of(cart=line.cart, now=later).total == Money(3290)


def test_a_grabbed_number_is_not_changed_in_the_basket(shopper):
    line = grabbed(shopper, variant_of(stock=5))
    with pytest.raises(Refused, match="grab again"):
        set_quantity(line=line, quantity=3)


def test_a_grab_of_nothing_left_leaves_no_line(shopper):
    with pytest.raises(SoldOut):
        grabbed(shopper, variant_of(stock=0))
    assert not Cart.objects.get_or_create(user=shopper)[0].lines.exists()
