"""Who hears of what: events published by the services of the fair, receivers run as after a commit."""

import pytest
from django.utils import timezone

from accounts.services.follows import follow
from accounts.states import OrganizationKind
from core.localized import LocalizedText
from live.rooms.models import Room
from live.rooms.services import open_room
from notifications.models import Notification
from tests.factories.accounts import FollowFactory, MembershipFactory, UserFactory
from tests.factories.orders import farm_of, paid, variant_of

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str]]:
    return sorted(Notification.objects.values_list("user__name", "kind"))


def test_followers_hear_that_the_farm_is_live_and_the_host_does_not(django_capture_on_commit_callbacks) -> None:
    host = UserFactory(name="Li Dashan")
    membership = MembershipFactory(user=host, organization__kind=OrganizationKind.FARM)
    for name in ("Mei", "Tony"):
        FollowFactory(organization=membership.organization, user__name=name)
    FollowFactory(organization=membership.organization, user=host)
    FollowFactory(user__name="Follows another")
    room = Room.objects.create(
        organization=membership.organization,
        host=host,
        kind="sale",
        starts_at=timezone.now(),
        title=LocalizedText.of("Picking the east slope", "东坡摘果"),
    )
    with django_capture_on_commit_callbacks(execute=True):
        open_room(room=room, actor=host)
    assert told() == [("Mei", "room_opened"), ("Tony", "room_opened")]
    assert Notification.objects.first().url == f"/live/{room.pk}/"


def test_a_paid_order_is_told_to_its_farm_alone(django_capture_on_commit_callbacks) -> None:
    mine, other = farm_of(UserFactory(name="Li Dashan")), farm_of(UserFactory(name="Grandma Lan"))
    variant_of(other)
    with django_capture_on_commit_callbacks(execute=True):
        paid((variant_of(mine), 2))
    assert told() == [("Li Dashan", "order_paid")]


def test_a_new_follower_is_told_to_the_owner(django_capture_on_commit_callbacks) -> None:
    membership = MembershipFactory(user__name="Li Dashan")
    with django_capture_on_commit_callbacks(execute=True):
        follow(user=UserFactory(name="Mei"), organization=membership.organization)
    assert told() == [("Li Dashan", "organization_followed")]
