"""Forty buyers for ten crates, each with a connection of their own, on whichever database the suite runs.

The control runs the same buyers with a naive read-check-write and must oversell: so the test can fail.
"""

import threading
from collections import Counter
from functools import partial

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from marketplace.catalogue.models import Batch
from marketplace.orders.models import Order, OrderGroup, Reservation
from marketplace.orders.queries.invariants import broken_invariants
from marketplace.orders.services.cancelling import cancel_overdue
from marketplace.orders.services.checkout import place_order
from marketplace.orders.services.paying import start_paying
from marketplace.orders.services.reservations import HOLD_FOR, SoldOut, release_expired, reserve
from marketplace.orders.services.settlement import take_money
from marketplace.payments.models import Payment
from marketplace.payments.states import PaymentState
from tests.factories.orders import CONTACT, bank_says, batch_of, cart_with, placed, variant_of

BUYERS = 40
CRATES = 10
PATIENCE_SECONDS = 60

pytestmark = pytest.mark.django_db(transaction=True)


def let_loose(buy, arguments):
    """All threads at once; what each answered, errors included."""
    gate = threading.Barrier(len(arguments), timeout=PATIENCE_SECONDS)
    answers = Counter()

    def run(argument):
        try:
            connection.ensure_connection()
            gate.wait()
            answers[buy(argument)] += 1
        except SoldOut:
            answers["sold out"] += 1
        except Exception as error:
            answers[repr(error)] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(argument,)) for argument in arguments]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    return answers


def test_ten_crates_make_ten_orders():
    variant = variant_of(stock=CRATES)
    carts = [cart_with((variant, 1)) for _buyer in range(BUYERS)]

    def buy(cart):
        place_order(buyer=None, cart=cart, contact=CONTACT, idempotency_key="once")
        return "ordered"

    assert let_loose(buy, carts) == {"ordered": CRATES, "sold out": BUYERS - CRATES}
    assert Order.objects.count() == CRATES
    assert Batch.objects.values_list("free", "reserved", "sold").get() == (0, CRATES, 0)
    assert list(broken_invariants()) == []


def test_crates_of_two_batches_are_served_to_the_last():
    variant = variant_of(stock=3)
    batch_of(variant, stock=7)

    def buy(_number):
        reserve(variant=variant, quantity=2)
        return "held"

    assert let_loose(buy, range(BUYERS)) == {"held": CRATES // 2, "sold out": BUYERS - CRATES // 2}
    assert sum(Reservation.objects.values_list("quantity", flat=True)) == CRATES
    assert list(broken_invariants()) == []


def test_two_variants_bought_in_opposite_order_end_without_a_deadlock():
    first, second = variant_of(stock=20), variant_of(stock=20)
    carts = [cart_with((first, 1), (second, 1)) if n % 2 else cart_with((second, 1), (first, 1)) for n in range(16)]

    def buy(cart):
        place_order(buyer=None, cart=cart, contact=CONTACT, idempotency_key="once")
        return "ordered"

    assert let_loose(buy, carts) == {"ordered": 16}
    assert list(broken_invariants()) == []


def test_one_key_at_once_makes_one_order():
    variant = variant_of(stock=CRATES)
    cart = cart_with((variant, 2))

    def buy(_number):
        return place_order(buyer=None, cart=cart, contact=CONTACT, idempotency_key="once").number

    (answer,) = let_loose(buy, range(8)).items()
    assert answer == (OrderGroup.objects.get().number, 8)
    assert Batch.objects.get().reserved == 2


def test_money_expiry_and_new_buyers_at_once():
    """Ten checkouts at the end of their time: money comes while they are called off and others want the goods."""
    first, second = variant_of(stock=5), variant_of(stock=5)
    batch_of(first, stock=5)
    batch_of(second, stock=5)
    groups = [placed((first, 1), (second, 1)) for _group in range(CRATES)]
    payments = [start_paying(group=group) for group in groups]
    for payment in payments:
        bank_says(payment)
    after = timezone.now() + HOLD_FOR

    def money(payment):
        take_money(payment_id=payment.pk)
        return "money"

    def expiry(_number):
        release_expired(now=after)
        cancel_overdue(now=after)
        return "expiry"

    def buyer(variant):
        reserve(variant=variant, quantity=1, now=after)
        return "held"

    work = [partial(money, payment) for payment in payments]
    work += [partial(expiry, number) for number in range(3)]
    work += [partial(buyer, variant) for variant in (first, second) * 5]
    answers = let_loose(lambda act: act(), work)

    assert (answers.pop("money"), answers.pop("expiry")) == (CRATES, 3)
    assert set(answers) <= {"held", "sold out"}
    paid = OrderGroup.objects.filter(paid_at__isnull=False).count()
    held = Payment.objects.filter(state=PaymentState.HELD).count()
    assert paid + held == CRATES
    assert sum(Batch.objects.filter(variant=first).values_list("sold", flat=True)) == paid
    assert list(broken_invariants()) == []


def test_without_the_guard_it_oversells():
    """The negative control: everybody reads before anybody writes, and nothing in the statement checks again."""
    variant = variant_of(stock=CRATES)
    batch = variant.batches.get()
    everybody_has_read = threading.Barrier(BUYERS, timeout=PATIENCE_SECONDS)

    def buy(_number):
        free = Batch.objects.values_list("free", flat=True).get(pk=batch.pk)
        everybody_has_read.wait()
        if free < 1:
            return "sold out"
        with transaction.atomic():
            Batch.objects.filter(pk=batch.pk).update(free=free - 1, reserved=F("stocked") - F("sold") - (free - 1))
        return "ordered"

    assert let_loose(buy, range(BUYERS)) == {"ordered": BUYERS}
    assert Batch.objects.get().free == CRATES - 1
