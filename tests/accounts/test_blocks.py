"""What somebody blocked is not shown to them: not on the square, not on any list, not in the chat, and costs no query."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Follow, OrganizationBlock, PersonBlock, User
from accounts.queries import followers_of, without_blocked
from accounts.services.blocks import block_organization, block_person, unblock_organization, unblock_person
from accounts.services.follows import follow
from core.errors import Refused
from core.localized import LocalizedText
from live.chat.models import Message
from live.rooms.models import Room
from live.rooms.services import open_room, schedule_room
from notifications.models import Notification
from tests.factories.accounts import FollowFactory, MembershipFactory, OrganizationFactory, UserFactory
from tests.factories.recruiting import JobFactory, employer_of
from tests.factories.sale_rooms import sale_room_of
from tests.factories.storefronts import FarmFactory, owner_of

pytestmark = pytest.mark.django_db


def said(room: Room, author: User, body: str) -> Message:
    return Message.objects.create(room=room, author=author, body=body, client_id=body)


def test_blocking_ends_following_and_following_waits_for_unblocking(client: Client, shopper: User) -> None:
    farm = FollowFactory(user=shopper).organization
    client.force_login(shopper)
    for _tap in range(2):
        response = client.post(f"/organizations/{farm.slug}/block/", {"next": "/farms/"})
        assert (response.status_code, response.url) == (303, "/farms/")
    assert (OrganizationBlock.objects.count(), Follow.objects.count()) == (1, 0)
    with pytest.raises(Refused, match="You blocked .* Unblock it first, then follow it."):
        follow(user=shopper, organization=farm)
    assert client.post(f"/organizations/{farm.slug}/follow/").status_code == 409
    assert client.post(f"/organizations/{farm.slug}/block/", {"block": "0"}).url == "/me/blocks/"
    assert follow(user=shopper, organization=farm).pk


def test_what_is_blocked_is_hidden_on_every_list_and_from_nobody_else(
    client: Client, shopper: User, stranger: User
) -> None:
    farm = FarmFactory(organization__name=LocalizedText.of("Blocked Farm"))
    sale_room_of(farm, host=owner_of(farm), state="open")
    employer = employer_of(UserFactory(), slug="blocked-works")
    JobFactory(employer=employer, title=LocalizedText.of("Blocked job"))
    pages = {"/": "Blocked Farm", "/live/": "Blocked Farm", "/farms/": "Blocked Farm", "/jobs/": "Blocked job"}
    client.force_login(shopper)
    for address, name in pages.items():
        assert name in client.get(address).content.decode(), address
    for organization in (farm.organization, employer.organization):
        block_organization(user=shopper, organization=organization)
    for address, name in pages.items():
        assert name not in client.get(address).content.decode(), address
    assert "Blocked job" not in client.get("/").content.decode()
    client.force_login(stranger)
    for address, name in pages.items():
        assert name in client.get(address).content.decode(), address
    client.logout()
    for address, name in pages.items():
        assert name in client.get(address).content.decode(), address


def test_its_own_page_says_so_and_offers_the_way_back(client: Client, shopper: User) -> None:
    farm = FarmFactory(organization__slug="li-dashan")
    client.force_login(shopper)
    assert "You blocked this farm." not in client.get("/farms/li-dashan/").content.decode()
    block_organization(user=shopper, organization=farm.organization)
    page = client.get("/farms/li-dashan/").content.decode()
    assert ("You blocked this farm." in page, 'name="follow"' in page) == (True, False)


@pytest.mark.parametrize("address", ["/", "/live/", "/farms/", "/jobs/"])
def test_blocks_cost_no_query(client: Client, shopper: User, address: str, django_assert_num_queries) -> None:
    client.force_login(shopper)
    client.get(address)
    with CaptureQueriesContext(connection) as without:
        client.get(address)
    for _row in range(3):
        block_organization(user=shopper, organization=OrganizationFactory())
    with django_assert_num_queries(len(without)):
        client.get(address)


def test_no_word_of_a_blocked_farm_by_bell(shopper: User, django_capture_on_commit_callbacks) -> None:
    host = MembershipFactory()
    for user in (shopper, UserFactory(name="Tony")):
        FollowFactory(organization=host.organization, user=user)
    block_organization(user=shopper, organization=host.organization)
    room = schedule_room(
        organization=host.organization,
        host=host.user,
        kind="sale",
        title=LocalizedText.of("Picking"),
        starts_at=timezone.now(),
    )
    with django_capture_on_commit_callbacks(execute=True):
        open_room(room=room, actor=host.user)
    assert [n.user.name for n in Notification.objects.filter(kind="room_opened")] == ["Tony"]
    assert shopper not in followers_of(organization=host.organization)


def test_words_of_a_blocked_person_are_hidden_from_who_blocked_and_from_nobody_else(
    client: Client, shopper: User, stranger: User
) -> None:
    farm = FarmFactory()
    host = owner_of(farm)
    room = sale_room_of(farm, host=host, state="open").room
    loud = UserFactory(name="Loud")
    said(room, loud, "Buy from me instead")
    said(room, stranger, "Good oranges")
    client.force_login(shopper)
    assert "Buy from me instead" in client.get(f"/live/{room.pk}/").content.decode()
    block_person(user=shopper, person=loud)
    page = client.get(f"/live/{room.pk}/").content.decode()
    assert ("Buy from me instead" in page, "Good oranges" in page) == (False, True)
    assert f'data-hidden="{loud.pk}"' in page
    client.force_login(stranger)
    assert "Buy from me instead" in client.get(f"/live/{room.pk}/").content.decode()
    # Whoever keeps order in the room reads everything.
    block_person(user=host, person=loud)
    client.force_login(host)
    assert "Buy from me instead" in client.get(f"/live/{room.pk}/").content.decode()


def test_blocking_a_person_from_their_page_and_undoing_it(client: Client, shopper: User, stranger: User) -> None:
    client.force_login(shopper)
    page = client.get(f"/people/{stranger.pk}/").content.decode()
    assert (stranger.name in page, stranger.email in page) == (True, False)
    for _tap in range(2):
        assert client.post(f"/people/{stranger.pk}/block/").status_code == 303
    assert PersonBlock.objects.get().person == stranger
    assert stranger.name in client.get("/me/blocks/").content.decode()
    client.post(f"/people/{stranger.pk}/block/", {"block": "0"})
    assert not PersonBlock.objects.exists()


def test_what_cannot_be_blocked(client: Client, shopper: User) -> None:
    membership = MembershipFactory()
    with pytest.raises(Refused, match="Leave it before you block it."):
        block_organization(user=membership.user, organization=membership.organization)
    with pytest.raises(Refused, match="You cannot block yourself."):
        block_person(user=shopper, person=shopper)
    client.force_login(shopper)
    assert client.post("/organizations/nobody/block/").status_code == 404
    assert client.post("/people/999999/block/").status_code == 404


def test_guests_are_asked_to_log_in(client: Client, stranger: User) -> None:
    farm = OrganizationFactory()
    for address in (f"/organizations/{farm.slug}/block/", f"/people/{stranger.pk}/block/"):
        assert client.post(address).url == f"/accounts/login/?next={address}"
    for address in ("/me/blocks/", f"/people/{stranger.pk}/"):
        assert client.get(address).url == f"/accounts/login/?next={address}"
    assert not OrganizationBlock.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_with_one_and_with_three(
    client: Client, shopper: User, rows: int, django_assert_num_queries
) -> None:
    for _row in range(rows):
        block_organization(user=shopper, organization=OrganizationFactory())
        block_person(user=shopper, person=UserFactory())
    client.force_login(shopper)
    client.get("/me/blocks/")
    with django_assert_num_queries(LIST_QUERIES):
        response = client.get("/me/blocks/")
    assert response.content.decode().count('name="block"') == 2 * rows


LIST_QUERIES = 6  # session, person, organisations, people, unread notifications, basket


def test_unblocking_and_guests_see_all(shopper: User) -> None:
    farm = FarmFactory()
    farms = type(farm).objects.all()
    block_organization(user=shopper, organization=farm.organization)
    block_person(user=shopper, person=owner_of(farm))
    assert list(without_blocked(found=farms, user=shopper)) == []
    assert list(without_blocked(found=farms, user=None)) == [farm]
    unblock_organization(user=shopper, organization=farm.organization)
    unblock_person(user=shopper, person=owner_of(farm))
    assert list(without_blocked(found=farms, user=shopper)) == [farm]
    assert not PersonBlock.objects.exists()


def test_the_api_hides_the_same(client: Client, shopper: User) -> None:
    farm = FarmFactory(organization__slug="blocked-farm")
    sale_room_of(farm, host=owner_of(farm), state="open")
    employer = employer_of(UserFactory(), slug="blocked-works")
    JobFactory(employer=employer)
    addresses = ["/api/v1/farms/", "/api/v1/rooms/", "/api/v1/jobs/", "/api/v1/fair/"]
    client.force_login(shopper)
    for address in addresses:
        assert "blocked-" in client.get(address).content.decode(), address
    for organization in (farm.organization, employer.organization):
        block_organization(user=shopper, organization=organization)
    for address in addresses:
        assert "blocked-" not in client.get(address).content.decode(), address
