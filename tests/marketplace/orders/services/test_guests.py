"""What guests may hold: by address, by basket, and how much of one batch."""

import threading

import pytest
from django.test import Client
from django.utils import timezone

from core.client_address import bound_client_address
from core.limits import TooOften
from marketplace.catalogue.models import Batch
from marketplace.orders.models import Cart, Reservation
from marketplace.orders.services.carts import add_line, hold_cart, merge_guest_cart
from marketplace.orders.services.guests import SMALLEST_SHARE, TooMuchHeld, guest_key
from marketplace.orders.services.reservations import HOLD_FOR, release, reserve
from tests.factories.accounts import UserFactory
from tests.factories.orders import TYPED_CONTACT, cart_with, put_in_basket, variant_of
from tests.marketplace.orders.services.test_race import PATIENCE_SECONDS, let_loose

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("invariants")]
HERE, THERE = "198.51.100.1", "198.51.100.2"
TOO_OFTEN = "Goods were put on hold many times from here. Wait a few minutes, or log in."


def hold(variant, quantity, *, address=HERE, **kwargs):
    with bound_client_address(address):
        return reserve(variant=variant, quantity=quantity, **kwargs)


def held(variant) -> int:
    return Batch.objects.values_list("reserved", flat=True).get(variant=variant)


def test_guests_of_one_address_hold_a_quarter_of_a_batch_and_others_theirs():
    variant = variant_of(stock=80)
    for _each in range(2):
        hold(variant, 10)
    with pytest.raises(TooMuchHeld, match="Log in, and the rest is yours to take") as refusal:
        hold(variant, 1)
    assert (refusal.value.status, held(variant)) == (429, 20)
    hold(variant, 10, address=THERE)
    hold(variant, 40, buyer=UserFactory())  # who has a name holds what they like
    assert held(variant) == 70


def test_a_small_batch_is_not_kept_from_a_family():
    variant = variant_of(stock=12)
    hold(variant, SMALLEST_SHARE)
    with pytest.raises(TooMuchHeld):
        hold(variant, 1)


def test_what_is_given_back_or_runs_out_counts_no_more():
    variant = variant_of(stock=40)
    now = timezone.now()
    first = hold(variant, 10, now=now)
    release(reservations=first)
    hold(variant, 10, now=now)
    hold(variant, 10, now=now + HOLD_FOR)


def test_a_basket_taken_along_at_login_is_no_guests_any_more():
    variant = variant_of(stock=40)
    cart = cart_with((variant, 10))
    with bound_client_address(HERE):
        hold_cart(cart=cart)
    merge_guest_cart(user=UserFactory(), session={"basket": str(cart.token)})
    hold(variant, 10)


def test_the_address_is_kept_only_as_a_hash_and_only_while_something_is_held():
    variant = variant_of(stock=40)
    with bound_client_address(HERE):
        key = guest_key()
    reservations = hold(variant, 1)
    assert Reservation.objects.get().guest_key == key
    assert (len(key), HERE in key) == (64, False)
    release(reservations=reservations)
    assert Reservation.objects.get().guest_key == ""


def test_nobody_from_outside_is_no_guest():
    variant = variant_of(stock=40)
    reserve(variant=variant, quantity=40)
    assert Reservation.objects.get().guest_key == ""


def test_one_address_and_one_basket_by_how_often(settings):
    settings.DAJI_RATES = settings.DAJI_RATES | {"hold_address": (3, 900), "hold_basket": (2, 900)}
    variants = [variant_of(stock=40) for _each in range(4)]
    line = add_line(cart=Cart.objects.create(), variant=variants[0], quantity=1)
    for address in (HERE, THERE):
        hold(variants[0], 1, address=address, cart_line=line)
    with pytest.raises(TooOften, match="Wait a few minutes, or log in"):
        hold(variants[0], 1, address="198.51.100.3", cart_line=line)
    for variant in variants[:2]:
        hold(variant, 1)
    with pytest.raises(TooOften):
        hold(variants[2], 1)
    hold(variants[3], 1, buyer=UserFactory())


BUYERS, SHARE = 8, 10


def test_eight_at_once_from_one_address_get_their_share_together():
    variant = variant_of(stock=40)

    def take(_number):
        try:
            hold(variant, 2)
        except TooMuchHeld:
            return "refused"
        return "held"

    assert let_loose(take, range(BUYERS)) == {"held": SHARE // 2, "refused": BUYERS - SHARE // 2}
    assert held(variant) == SHARE


def test_reading_and_then_taking_gives_them_too_much():
    """The control: whoever looks before the batch is locked sees nothing of the others."""
    variant = variant_of(stock=40)
    has_read = threading.Barrier(BUYERS, timeout=PATIENCE_SECONDS)

    def take_naively(_number):
        count = sum(Reservation.objects.held().values_list("quantity", flat=True))
        has_read.wait()
        if count + 2 > SHARE:
            return "refused"
        reserve(variant=variant, quantity=2)
        return "held"

    assert let_loose(take_naively, range(BUYERS)) == {"held": BUYERS}
    assert held(variant) == BUYERS * 2


@pytest.fixture
def shopping(client: Client, settings) -> Client:
    """A guest with goods in the basket, who has put enough on hold for now."""
    put_in_basket(client, variant_of(stock=40))
    settings.DAJI_RATES = settings.DAJI_RATES | {"hold_basket": (0, 900)}
    return client


def test_the_way_to_the_checkout_says_so_and_keeps_the_basket(shopping):
    answer = shopping.post("/cart/hold/")
    assert answer.status_code == 429
    assert TOO_OFTEN in answer.text
    assert "Navel oranges" in answer.text


def test_the_checkout_says_so_and_keeps_what_was_typed(shopping):
    answer = shopping.post("/checkout/", TYPED_CONTACT)
    assert answer.status_code == 429
    assert TOO_OFTEN in answer.text
    assert f'value="{TYPED_CONTACT["street"]}"' in answer.text


def test_logged_in_there_is_no_such_limit(shopping):
    """The control."""
    shopping.force_login(UserFactory())
    assert shopping.post("/cart/hold/").url == "/checkout/"
