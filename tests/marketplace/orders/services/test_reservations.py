from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.models import Event
from marketplace.catalogue.models import Batch
from marketplace.orders.models import Reservation
from marketplace.orders.services.reservations import HOLD_FOR, SoldOut, release, release_expired, reserve
from marketplace.orders.states import ReservationState
from tests.factories.orders import batch_of, variant_of

pytestmark = pytest.mark.usefixtures("db", "invariants")


def counts(variant):
    return list(Batch.objects.filter(variant=variant).first_expiring_first().values_list("free", "reserved", "sold"))


def test_reserving_moves_units_from_free_to_reserved():
    variant = variant_of(stock=10)
    now = timezone.now()
    (held,) = reserve(variant=variant, quantity=3, now=now)
    assert counts(variant) == [(7, 3, 0)]
    assert (held.quantity, held.expires_at) == (3, now + HOLD_FOR)


def test_what_expires_first_goes_first_and_one_order_may_need_two_batches():
    variant = variant_of(stock=0)
    late = batch_of(variant, stock=5, harvested_on=date(2026, 11, 20))
    early = batch_of(variant, stock=2, harvested_on=date(2026, 11, 10))
    held = reserve(variant=variant, quantity=4)
    assert [(one.batch, one.quantity) for one in held] == [(early, 2), (late, 2)]


def test_best_before_counts_more_than_the_day_of_harvest():
    variant = variant_of(stock=0)
    batch_of(variant, stock=5, harvested_on=date(2026, 11, 1))
    urgent = batch_of(variant, stock=5, harvested_on=date(2026, 11, 10))
    Batch.objects.filter(pk=urgent.pk).update(best_before=date(2026, 12, 1))
    (held,) = reserve(variant=variant, quantity=1)
    assert held.batch == urgent


@pytest.mark.parametrize(
    ("stock", "sentence"), [(2, "Only 2 left of Navel oranges."), (0, "Every box of Navel oranges has gone home.")]
)
def test_more_than_there_is_is_sold_out_and_changes_nothing(stock, sentence):
    variant = variant_of(stock=stock)
    with pytest.raises(SoldOut, match=sentence) as refusal:
        reserve(variant=variant, quantity=3)
    assert refusal.value.left == stock
    assert not Reservation.objects.exists()
    assert counts(variant) == ([(2, 0, 0)] if stock else [])


def test_units_given_back_are_free_again_once():
    variant = variant_of(stock=5)
    held = reserve(variant=variant, quantity=2)
    assert release(reservations=held) == 1
    assert release(reservations=held) == 0
    assert counts(variant) == [(5, 0, 0)]


def test_holds_past_their_time_are_released_and_others_stay():
    variant = variant_of(stock=5)
    now = timezone.now()
    reserve(variant=variant, quantity=2, now=now - HOLD_FOR)
    reserve(variant=variant, quantity=1, now=now - HOLD_FOR + timedelta(seconds=1))
    assert release_expired(now=now) == 1
    assert counts(variant) == [(4, 1, 0)]


def test_a_hold_past_its_time_keeps_nobody_from_buying_though_no_worker_runs():
    variant = variant_of(stock=5)
    now = timezone.now()
    reserve(variant=variant, quantity=5, now=now - HOLD_FOR)
    assert counts(variant) == [(0, 5, 0)]
    reserve(variant=variant, quantity=4, now=now)
    assert counts(variant) == [(1, 4, 0)]
    assert sorted(Reservation.objects.values_list("state", flat=True)) == [
        ReservationState.HELD,
        ReservationState.RELEASED,
    ]


def test_a_hold_within_its_time_is_not_touched():
    variant = variant_of(stock=5)
    reserve(variant=variant, quantity=5)
    with pytest.raises(SoldOut):
        reserve(variant=variant, quantity=1)


def test_every_change_tells_the_rooms_what_is_left():
    variant = variant_of(stock=5)
    held = reserve(variant=variant, quantity=2, deal_reference="deal:7")
    release(reservations=held)
    told = [row.data for row in Event.objects.filter(name="orders.StockChanged").order_by("pk")]
    assert told == [{"variant_id": variant.pk, "free": 3}, {"variant_id": variant.pk, "free": 5}]
    ended = Event.objects.get(name="orders.ReservationReleased")
    assert ended.data == {
        "reservation_id": held[0].pk,
        "variant_id": variant.pk,
        "quantity": 2,
        "deal_reference": "deal:7",
    }
