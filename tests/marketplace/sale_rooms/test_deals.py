import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from core.errors import NotAllowed, Refused
from core.money import Money
from live.rooms.states import RoomState
from marketplace.orders.models import Cart, Reservation
from marketplace.orders.services.reservations import release
from marketplace.sale_rooms.models import DealMovement, FlashDeal, Pin, ShelfItem
from marketplace.sale_rooms.receivers import give_back_to_the_deal
from marketplace.sale_rooms.services import deals
from marketplace.sale_rooms.services.grabbing import grab_item
from tests.factories.accounts import UserFactory
from tests.factories.sale_rooms import shelf_item

DEAL_PRICE = Money(3290)


@pytest.fixture
def host(db: None) -> User:
    return UserFactory(name="Li Dashan")


@pytest.fixture
def item(host: User) -> ShelfItem:
    return shelf_item(host=host, stock=10, price=3990)


def start(item: ShelfItem, host: User, **changed) -> FlashDeal:
    return deals.start_deal(item=item, actor=host, **{"price": DEAL_PRICE, "quantity": 5, "minutes": 10} | changed)


def grab(item: ShelfItem, *, quantity: int = 1, price: Money = DEAL_PRICE, key: str = "k1", buyer: User | None = None):
    buyer = buyer or UserFactory()
    cart = Cart.objects.get_or_create(user=buyer)[0]
    return grab_item(item=item, quantity=quantity, expected_price=price, buyer=buyer, cart=cart, idempotency_key=key)


def counts(deal: FlashDeal) -> tuple[int, int, int]:
    deal.refresh_from_db()
    return deal.free, deal.reserved, deal.sold


@pytest.mark.django_db
class TestStarting:
    def test_it_runs_at_once_and_shows_its_crate(self, item: ShelfItem, host: User) -> None:
        deal = start(item, host)
        assert deal.is_running(now=timezone.now())
        assert deal.ends_at - deal.starts_at == datetime.timedelta(minutes=10)
        assert Pin.objects.get(unpinned_at=None).shelf_item == item

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"price": Money(3990)}, "price"),
            ({"price": Money(0)}, "price"),
            ({"quantity": 11}, "quantity"),
            ({"quantity": 0}, "quantity"),
            ({"minutes": 0}, "minutes"),
            ({"minutes": 61}, "minutes"),
        ],
    )
    def test_what_is_no_honest_deal_is_refused_beside_its_field(self, item, host, changed, field) -> None:
        with pytest.raises(Refused) as refusal:
            start(item, host, **changed)
        assert refusal.value.field == field
        assert not FlashDeal.objects.exists()

    def test_one_at_a_time(self, item: ShelfItem, host: User) -> None:
        first = start(item, host)
        with pytest.raises(Refused):
            start(item, host)
        deals.stop_deal(deal=first, actor=host)
        assert start(item, host).pk != first.pk

    def test_not_by_a_stranger_and_not_in_a_closed_room(self, item: ShelfItem, stranger: User) -> None:
        with pytest.raises(NotAllowed):
            start(item, stranger)
        closed_host = UserFactory()
        with pytest.raises(Refused):
            start(shelf_item(host=closed_host, state=RoomState.SCHEDULED), closed_host)

    def test_the_clock_ends_it(self, item: ShelfItem, host: User) -> None:
        deal = start(item, host)
        assert deals.end_deals_past_their_time(now=deal.ends_at - datetime.timedelta(seconds=1)) == 0
        assert deals.end_deals_past_their_time(now=deal.ends_at) == 1
        assert deals.end_deals_past_their_time(now=deal.ends_at) == 0


@pytest.mark.django_db
class TestGrabbing:
    def test_the_deals_price_is_held_with_the_crate(self, item: ShelfItem, host: User) -> None:
        deal = start(item, host)
        line = grab(item, quantity=2)
        assert (line.deal_price, line.quantity) == (DEAL_PRICE, 2)
        assert counts(deal) == (3, 2, 0)

    def test_the_same_tap_twice_is_one(self, item: ShelfItem, host: User) -> None:
        deal, buyer = start(item, host), UserFactory()
        assert grab(item, buyer=buyer).pk == grab(item, buyer=buyer).pk
        assert counts(deal) == (4, 1, 0)
        assert Reservation.objects.count() == 1

    def test_nobody_pays_another_price_than_the_button_said(self, item: ShelfItem, host: User) -> None:
        with pytest.raises(Refused):
            grab(item, price=DEAL_PRICE)  # no deal runs: it costs 39.90
        start(item, host)
        with pytest.raises(Refused):
            grab(item, price=Money(3990))
        assert not Reservation.objects.exists()

    def test_a_deal_with_too_few_left_sells_none_of_them_to_this_buyer(self, item: ShelfItem, host: User) -> None:
        deal = start(item, host, quantity=1)
        with pytest.raises(Refused):
            grab(item, quantity=2)
        assert counts(deal) == (1, 0, 0)

    def test_after_the_room_there_is_only_the_stall(self, host: User) -> None:
        with pytest.raises(Refused):
            grab(shelf_item(host=host, state=RoomState.ENDED), price=Money(3990))


@pytest.mark.django_db
class TestSettling:
    def test_a_hold_that_ran_out_goes_back_once(self, item, host, django_capture_on_commit_callbacks) -> None:
        deal = start(item, host)
        with django_capture_on_commit_callbacks(execute=True):
            line = grab(item, quantity=2)
            release(reservations=line.reservations.all())
        assert counts(deal) == (5, 0, 0)
        from marketplace.orders.events import ReservationReleased

        again = ReservationReleased(
            reservation_id=line.reservations.get().pk,
            variant_id=item.variant_id,
            quantity=2,
            deal_reference=deal.reference,
        )
        give_back_to_the_deal(again)
        assert counts(deal) == (5, 0, 0)

    def test_paid_is_sold_once(self, item: ShelfItem, host: User) -> None:
        deal = start(item, host)
        grab(item, quantity=2)
        for _delivery in range(2):
            deals.mark_sold(deal_id=deal.pk, quantity=2, reference="sold:7")
        assert counts(deal) == (3, 0, 2)
        assert DealMovement.objects.filter(kind="sold").count() == 1

    def test_money_after_the_hold_was_given_back_still_counts(self, item: ShelfItem, host: User) -> None:
        deal = start(item, host, quantity=2)
        deals.mark_sold(deal_id=deal.pk, quantity=2, reference="sold:7")
        assert counts(deal) == (0, 0, 2)
        deals.mark_sold(deal_id=deal.pk, quantity=1, reference="sold:8")
        assert (deal.quantity, counts(deal)) == (2, (0, 0, 3))
        deal.refresh_from_db()
        assert deal.quantity == 3


BUYERS, CRATES = 12, 4


def run_together(act) -> list[str]:
    """`act(n)` in BUYERS threads that start at one moment; "ok" or the refusal's class name for each."""
    gate, results = threading.Barrier(BUYERS), [""] * BUYERS

    def buyer(n: int) -> None:
        try:
            gate.wait()
            act(n)
            results[n] = "ok"
        except Refused:
            results[n] = "refused"
        finally:
            connection.close()

    threads = [threading.Thread(target=buyer, args=(n,)) for n in range(BUYERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_twelve_buyers_for_four_deal_crates(item: ShelfItem, host: User) -> None:
    deal = start(item, host, quantity=CRATES)
    people = UserFactory.create_batch(BUYERS)
    results = run_together(lambda n: grab(item, buyer=people[n]))
    assert results.count("ok") == CRATES
    assert results.count("refused") == BUYERS - CRATES
    assert counts(deal) == (0, CRATES, 0)


@pytest.mark.django_db(transaction=True)
def test_without_the_guard_the_same_buyers_take_more_than_there_are(item: ShelfItem, host: User) -> None:
    """Negative control: reading first and writing then lets every buyer in who read before anybody wrote."""
    deal = start(item, host, quantity=CRATES)
    everybody_has_read = threading.Barrier(BUYERS)

    def naive(_n: int) -> None:
        free = FlashDeal.objects.get(pk=deal.pk).free
        everybody_has_read.wait()
        if free < 1:
            raise Refused("sold out")
        # The constraint would still stop it; a shop without one keeps its count elsewhere.
        DealMovement.objects.create(deal=deal, kind="claimed", reference=f"naive:{_n}", quantity=1)

    assert run_together(naive).count("ok") == BUYERS
    assert DealMovement.objects.filter(kind="claimed").count() > CRATES
