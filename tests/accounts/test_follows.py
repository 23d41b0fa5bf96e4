import pytest
from django.test import Client

from accounts.models import Follow, User
from core.models import Event
from tests.factories.accounts import FollowFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def test_following_twice_is_following_once_and_is_told_once(client: Client, shopper: User) -> None:
    farm = OrganizationFactory(slug="li-dashan")
    client.force_login(shopper)
    for _tap in range(2):
        response = client.post("/organizations/li-dashan/follow/", {"next": "/farms/li-dashan/"})
        assert (response.status_code, response.url) == (303, "/farms/li-dashan/")
    assert list(Follow.objects.values_list("organization", "user")) == [(farm.pk, shopper.pk)]
    assert Event.objects.filter(name="accounts.OrganizationFollowed").count() == 1


def test_unfollowing_says_what_it_means_so_a_repeat_does_not_follow_again(client: Client, shopper: User) -> None:
    follow = FollowFactory(user=shopper)
    client.force_login(shopper)
    for _tap in range(2):
        client.post(f"/organizations/{follow.organization.slug}/follow/", {"follow": "0"})
    assert not Follow.objects.exists()


def test_htmx_gets_the_button_back(client: Client, shopper: User) -> None:
    OrganizationFactory(slug="li-dashan")
    client.force_login(shopper)
    response = client.post("/organizations/li-dashan/follow/", {}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert 'aria-pressed="true"' in response.content.decode()


def test_a_guest_is_asked_to_log_in_and_an_address_elsewhere_is_not_followed(client: Client, shopper: User) -> None:
    OrganizationFactory(slug="li-dashan")
    response = client.post("/organizations/li-dashan/follow/", {"next": "/farms/li-dashan/"})
    assert response.url == "/accounts/login/?next=%2Ffarms%2Fli-dashan%2F"
    response = client.post("/organizations/li-dashan/follow/", {"next": "/live/1/"}, headers={"HX-Request": "true"})
    assert response["HX-Redirect"] == "/accounts/login/?next=%2Flive%2F1%2F"
    client.force_login(shopper)
    response = client.post("/organizations/li-dashan/follow/", {"next": "https://evil.example/"})
    assert response.url == "/me/follows/"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_with_one_and_with_three(
    client: Client, shopper: User, rows: int, django_assert_num_queries
) -> None:
    FollowFactory.create_batch(rows, user=shopper)
    client.force_login(shopper)
    client.get("/me/follows/")
    with django_assert_num_queries(LIST_QUERIES):
        response = client.get("/me/follows/")
    assert response.content.decode().count('name="follow"') == rows


LIST_QUERIES = 5  # session, person, follows with their organisations, unread notifications, basket
