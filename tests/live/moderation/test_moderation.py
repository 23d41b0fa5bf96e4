from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import MODERATORS
from accounts.states import Role
from core.errors import NotAllowed, Refused
from core.models import Event
from live.chat.models import Message, Mute
from live.chat.queries import last_lines, mute_of
from live.moderation.services import delete_message, mute, unmute
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.live import MessageFactory, MuteFactory, RoomFactory

pytestmark = pytest.mark.django_db
MAY = {"host": True, "crew": True, "moderator": True, "viewer": False, "staff": False, "host elsewhere": False}


def person(who, room):
    user = UserFactory()
    if who == "host":
        return room.host
    if who in ("crew", "staff"):
        role = Role.MANAGER if who == "crew" else Role.STAFF
        MembershipFactory(organization=room.organization, user=user, role=role)
    if who == "moderator":
        user.groups.add(Group.objects.get_or_create(name=MODERATORS)[0])
    if who == "host elsewhere":
        return RoomFactory().host
    return user


@pytest.mark.parametrize("who", MAY)
def test_who_may_delete_and_mute(who):
    message = MessageFactory()
    actor, room = person(who, message.room), message.room
    if MAY[who]:
        delete_message(message=message, actor=actor, reason="spam")
        unmute(mute=mute(room=room, user=message.author, actor=actor, minutes=5, reason="Advertising"), actor=actor)
        return
    with pytest.raises(NotAllowed):
        delete_message(message=message, actor=actor)
    with pytest.raises(NotAllowed):
        mute(room=room, user=message.author, actor=actor, minutes=5, reason="Advertising")
    with pytest.raises(NotAllowed):
        unmute(mute=MuteFactory(room=room), actor=actor)
    assert Message.objects.get().deleted_at is None
    assert not Event.objects.exists()


@pytest.mark.parametrize("who", [*MAY, "anonymous"])
def test_who_gets_through_the_forms(client, who):
    message = MessageFactory()
    room = message.room
    old_mute = MuteFactory(room=room)
    if who != "anonymous":
        client.force_login(person(who, room))
    posts = [
        (reverse("moderation:deletion", args=[room.pk, message.pk]), {"reason": "spam"}),
        (reverse("moderation:mutes", args=[room.pk]), {"user": message.author_id, "minutes": 5, "reason": "spam"}),
        (reverse("moderation:lifting", args=[room.pk, old_mute.pk]), {}),
    ]
    statuses = {client.post(url, data).status_code for url, data in posts}
    assert statuses == ({302} if who == "anonymous" else {303} if MAY[who] else {404})
    assert (Message.objects.get(pk=message.pk).deleted_at is not None) is MAY.get(who, False)
    assert (mute_of(user=message.author, room=room) is not None) is MAY.get(who, False)
    assert (Mute.objects.get(pk=old_mute.pk).lifted_at is not None) is MAY.get(who, False)


def test_a_deleted_message_stays_as_evidence():
    message = MessageFactory(body="factory price, add me")
    host = message.room.host
    delete_message(message=message, actor=host, reason="lure")
    row = Message.objects.get()
    assert (row.body, row.deleted_by, row.deletion_reason) == ("factory price, add me", host, "lure")
    assert last_lines(room=message.room) == []
    assert list(Event.objects.values_list("name", "actor")) == [("moderation.MessageDeleted", host.pk)]


def test_deleting_twice_is_deleting_once(stranger):
    message = MessageFactory()
    delete_message(message=message, actor=message.room.host, reason="spam")
    stranger.is_superuser = True
    stranger.save()
    assert delete_message(message=message, actor=stranger, reason="other").deleted_by == message.room.host
    assert Event.objects.count() == 1


def test_a_message_of_another_room_is_not_found(client):
    message, room = MessageFactory(), RoomFactory()
    client.force_login(room.host)
    assert client.post(reverse("moderation:deletion", args=[room.pk, message.pk])).status_code == 404


def test_a_mute_is_a_row_with_who_until_and_why(shopper):
    room = RoomFactory()
    before = timezone.now()
    row = mute(room=room, user=shopper, actor=room.host, minutes=30, reason=" Advertising ")
    assert (row.muted_by, row.reason) == (room.host, "Advertising")
    assert timedelta(minutes=30) <= row.until - before < timedelta(minutes=31)
    assert Event.objects.get().name == "moderation.PersonMuted"


@pytest.mark.parametrize(("minutes", "reason"), [(0, "x"), (-5, "x"), (1441, "x"), (5, "  ")])
def test_a_mute_has_bounds_and_a_reason(shopper, minutes, reason):
    room = RoomFactory()
    with pytest.raises(Refused):
        mute(room=room, user=shopper, actor=room.host, minutes=minutes, reason=reason)


@pytest.mark.parametrize("who", ["host", "crew", "moderator"])
def test_nobody_who_runs_the_room_is_muted(who):
    room = RoomFactory()
    with pytest.raises(Refused, match="cannot be muted"):
        mute(room=room, user=person(who, room), actor=room.host, minutes=5, reason="x")


def test_lifting_a_mute_that_is_over_changes_nothing():
    now = timezone.now()
    row = MuteFactory(created_at=now - timedelta(hours=2), until=now - timedelta(hours=1))
    assert unmute(mute=row, actor=row.room.host).lifted_at is None
    assert not Event.objects.exists()


def test_moderators_have_the_menu_and_viewers_have_not(client, shopper):
    message = MessageFactory()
    url = reverse("moderation:deletion", args=[message.room.pk, message.pk])
    for user, has_it in ((message.room.host, True), (shopper, False)):
        client.force_login(user)
        assert (url in client.get(message.room.get_absolute_url()).content.decode()) is has_it


def test_an_unknown_reason_is_refused(client):
    message = MessageFactory()
    client.force_login(message.room.host)
    data = {"user": message.author_id, "minutes": 5, "reason": "because"}
    assert client.post(reverse("moderation:mutes", args=[message.room.pk]), data).status_code == 409
    assert not Mute.objects.exists()
