import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from marketplace.orders.models import CartLine
from marketplace.sale_rooms.models import FlashDeal, Pin, ShelfItem
from marketplace.sale_rooms.queries import running_deal
from tests.factories.accounts import UserFactory
from tests.factories.orders import variant_of
from tests.factories.sale_rooms import shelf_item

pytestmark = pytest.mark.django_db
DEAL = {"price": "32.90", "quantity": "5", "minutes": "10"}


@pytest.fixture
def host(db: None) -> User:
    return UserFactory(name="Li Dashan")


@pytest.fixture
def item(host: User) -> ShelfItem:
    return shelf_item(host=host, stock=10, price=3990)


def crew_paths(item: ShelfItem) -> list[tuple[str, dict[str, str]]]:
    room = item.sale_room_id
    return [
        (f"/studio/{room}/shelf/", {"variant": str(item.variant_id)}),
        (f"/studio/{room}/shelf/{item.pk}/pin/", {}),
        (f"/studio/{room}/shelf/{item.pk}/removal/", {}),
        (f"/studio/{room}/unpin/", {}),
        (f"/studio/{room}/shelf/{item.pk}/deal/", DEAL),
    ]


def test_strangers_find_no_studio_and_guests_are_asked_to_log_in(client: Client, item: ShelfItem, stranger) -> None:
    for path, data in crew_paths(item):
        assert client.post(path, data).url.startswith("/accounts/login/"), path
    client.force_login(stranger)
    for path, data in crew_paths(item):
        assert client.post(path, data).status_code == 404, path
    assert not Pin.objects.exists()
    assert not FlashDeal.objects.exists()


def test_the_crew_of_another_farm_is_a_stranger_too(client: Client, item: ShelfItem) -> None:
    other = UserFactory()
    shelf_item(host=other)
    client.force_login(other)
    assert [client.post(path, data).status_code for path, data in crew_paths(item)] == [404] * 5


def test_the_host_fills_the_shelf_shows_a_crate_and_starts_and_stops_a_deal(client: Client, item, host) -> None:
    client.force_login(host)
    room = item.sale_room_id
    second = variant_of(item.variant.product.farm)
    client.post(f"/studio/{room}/shelf/", {"variant": second.pk})
    assert item.sale_room.shelf.count() == 2
    client.post(f"/studio/{room}/shelf/{item.pk}/pin/")
    assert Pin.objects.get(unpinned_at=None).shelf_item == item
    assert client.post(f"/studio/{room}/shelf/{item.pk}/deal/", DEAL).status_code == 303
    deal = running_deal(sale_room=item.sale_room, now=timezone.now())
    assert (deal.price.minor, deal.quantity) == (3290, 5)
    client.post(f"/studio/{room}/deals/{deal.pk}/stop/")
    assert running_deal(sale_room=item.sale_room, now=timezone.now()) is None


def test_a_deal_that_is_none_comes_back_with_what_was_typed(client: Client, item: ShelfItem, host: User) -> None:
    client.force_login(host)
    answer = client.post(f"/studio/{item.sale_room_id}/shelf/{item.pk}/deal/", DEAL | {"price": "45.00"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["price"] == ["A deal is cheaper than the stall: below ¥39.90."]
    assert 'value="45.00"' in answer.content.decode()


def test_one_tap_sent_twice_grabs_one(client: Client, item: ShelfItem) -> None:
    path = f"/live/{item.sale_room_id}/shelf/{item.pk}/grab/"
    tap = {"price": "3990", "quantity": "1", "idempotency_key": "tap-1"}
    for _sent in range(2):
        answer = client.post(path, tap)
        assert (answer.status_code, answer["Location"]) == (303, "/checkout/")
    assert [line.quantity for line in CartLine.objects.all()] == [1]


def test_another_price_than_the_buttons_is_refused_with_a_sentence(client: Client, item: ShelfItem) -> None:
    answer = client.post(
        f"/live/{item.sale_room_id}/shelf/{item.pk}/grab/", {"price": "3290", "quantity": "1", "idempotency_key": "t"}
    )
    assert answer.status_code == 409
    assert "it is ¥39.90 now" in answer.content.decode()
    assert not CartLine.objects.exists()


def test_the_room_shows_shelf_pin_and_deal(client: Client, item: ShelfItem, host: User) -> None:
    client.force_login(host)
    client.post(f"/studio/{item.sale_room_id}/shelf/{item.pk}/deal/", DEAL)
    client.logout()
    html = client.get(f"/live/{item.sale_room_id}/").content.decode()
    assert "Showing now" in html
    assert "Flash deal" in html
    assert 'name="price" value="3290"' in html
