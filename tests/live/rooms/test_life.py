"""The room's states: the table, the services over the whole product of states, and the database's own word."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.states import Role
from core.errors import NotAllowed
from core.localized import LocalizedText
from core.models import Event
from core.transitions import IllegalTransition, check_transition
from live.hub.backends import get_backend
from live.hub.backends.base import Position
from live.hub.broadcast import position_of, room_topic
from live.rooms.models import Room
from live.rooms.services import cancel_room, end_room, open_room, publish_replay, schedule_room
from live.rooms.states import ROOM_TRANSITIONS, RoomState
from tests.factories.accounts import MembershipFactory, OrganizationFactory, UserFactory
from tests.factories.live import RoomFactory

pytestmark = pytest.mark.django_db
ALLOWED = {("scheduled", "open"), ("scheduled", "cancelled"), ("open", "ended"), ("ended", "replay")}
MOVES = {
    RoomState.OPEN: open_room,
    RoomState.ENDED: end_room,
    RoomState.REPLAY: publish_replay,
    RoomState.CANCELLED: cancel_room,
}


@pytest.mark.parametrize(("old", "new"), list(product(RoomState, RoomState)))
def test_the_table(old, new):
    if (old, new) in ALLOWED:
        check_transition(ROOM_TRANSITIONS, old, new)
    else:
        with pytest.raises(IllegalTransition):
            check_transition(ROOM_TRANSITIONS, old, new)


@pytest.mark.parametrize(("old", "new"), list(product(RoomState, MOVES)))
def test_the_services_keep_to_the_table(old, new):
    room = RoomFactory(state=old)
    if (old, new) in ALLOWED:
        MOVES[new](room=room, actor=room.host)
        assert Room.objects.get(pk=room.pk).state == new
        assert Event.objects.get().actor == room.host
    else:
        with pytest.raises(IllegalTransition):
            MOVES[new](room=room, actor=room.host)
        assert Room.objects.get(pk=room.pk).state == old
        assert not Event.objects.exists()


def test_a_move_looks_at_the_room_as_it_stands_not_as_it_was_read():
    room = RoomFactory(state=RoomState.SCHEDULED)
    stale = Room.objects.get(pk=room.pk)
    open_room(room=room, actor=room.host)
    with pytest.raises(IllegalTransition):
        open_room(room=stale, actor=room.host)


@pytest.mark.parametrize("move", MOVES.values())
def test_strangers_and_viewers_move_nothing(move, stranger):
    room = RoomFactory(state=RoomState.SCHEDULED)
    with pytest.raises(NotAllowed):
        move(room=room, actor=stranger)


def test_the_crew_may_open(shopper):
    room = RoomFactory(state=RoomState.SCHEDULED)
    MembershipFactory(organization=room.organization, user=shopper, role=Role.MANAGER)
    assert open_room(room=room, actor=shopper).state == RoomState.OPEN


def schedule(organization, host):
    title = LocalizedText.of("Late peaches", "晚桃")
    return schedule_room(organization=organization, host=host, kind="visit", title=title, starts_at=timezone.now())


def test_scheduling_is_for_hosts():
    organization, host, staff = OrganizationFactory(), UserFactory(), UserFactory()
    MembershipFactory(organization=organization, user=host, role=Role.HOST)
    MembershipFactory(organization=organization, user=staff, role=Role.STAFF)
    room = schedule(organization, host)
    assert (room.state, room.host, room.opened_at) == (RoomState.SCHEDULED, host, None)
    assert list(Event.objects.values_list("name", "data")) == [("rooms.RoomScheduled", {"room_id": room.pk})]
    for person in (staff, UserFactory()):
        with pytest.raises(NotAllowed):
            schedule(organization, person)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "closed"},
        {"state": "open", "opened_at": None},
        {"state": "scheduled", "opened_at": timezone.now()},
        {"state": "ended", "opened_at": timezone.now(), "ended_at": None},
        {"state": "open", "opened_at": timezone.now(), "ended_at": timezone.now() + timedelta(1)},
    ],
)
def test_the_database_refuses_a_room_that_cannot_be(wrong):
    room = RoomFactory(state=RoomState.SCHEDULED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Room.objects.filter(pk=room.pk).update(**wrong)


@pytest.mark.django_db(transaction=True)
def test_every_move_is_told_to_the_room():
    room = RoomFactory(state=RoomState.SCHEDULED)
    topic = room_topic(room.pk)
    here = position_of(topic=topic)
    open_room(room=room, actor=room.host)
    end_room(room=room, actor=room.host)
    publish_replay(room=room)
    assert position_of(topic=topic) == Position(here.epoch, 3)
    assert get_backend().position(topic="room.0").seq == 0
