import pytest
from django.test import Client

from accounts.models import User
from core.models import Event
from notifications.models import Notification
from notifications.services.tell import tell

pytestmark = pytest.mark.django_db


def tell_about(user: User, number: int) -> Notification:
    happened = Event.objects.create(name="test.Happened", data={})
    params = {"number": f"D{number}", "total": "¥39.90"}
    tell(users=[user], kind="order_paid", event_id=happened.pk, params=params, url=f"/sell/orders/D{number}/")
    return Notification.objects.get(event=happened)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_with_one_and_with_three(
    client: Client, shopper: User, rows: int, django_assert_num_queries
) -> None:
    for number in range(rows):
        tell_about(shopper, number)
    client.force_login(shopper)
    client.get("/me/notifications/")
    with django_assert_num_queries(7):
        response = client.get("/me/notifications/")
    assert [item.params["number"] for item in response.context["page"]] == [f"D{n}" for n in reversed(range(rows))]


def test_opening_one_marks_it_read_and_leads_where_it_says(client: Client, shopper: User) -> None:
    notification = tell_about(shopper, 7)
    client.force_login(shopper)
    response = client.post(f"/me/notifications/{notification.pk}/")
    assert (response.status_code, response.url) == (303, "/sell/orders/D7/")
    assert Notification.objects.get().read_at is not None


def test_nobody_opens_or_reads_anothers(client: Client, shopper: User, stranger: User) -> None:
    notification = tell_about(shopper, 7)
    client.force_login(stranger)
    assert client.post(f"/me/notifications/{notification.pk}/").status_code == 404
    client.post("/me/notifications/read/")
    assert Notification.objects.get().read_at is None
    client.force_login(shopper)
    client.post("/me/notifications/read/")
    assert Notification.objects.get().read_at is not None


def test_the_bell_counts_what_is_unread(client: Client, shopper: User) -> None:
    client.force_login(shopper)
    assert '<span class="dot" data-count hidden>0</span>' in client.get("/me/profile/").content.decode()
    tell_about(shopper, 7)
    assert '<span class="dot" data-count>1</span>' in client.get("/me/profile/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_newest_under_the_bell_cost_the_same_with_one_and_with_three(
    client: Client, shopper: User, rows: int, django_assert_num_queries
) -> None:
    for number in range(rows):
        tell_about(shopper, number)
    client.force_login(shopper)
    with django_assert_num_queries(4):
        page = client.get("/me/notifications/bell/").content.decode()
    assert page.count("<button") == rows
    assert f'data-unread="{rows}"' in page


def test_under_the_bell_of_who_has_none_it_says_what_brings_some(client: Client, shopper: User) -> None:
    client.force_login(shopper)
    page = client.get("/me/notifications/bell/").content.decode()
    assert "Follow a farm and you hear when it goes live." in page
    assert page.count("<button") == 0
