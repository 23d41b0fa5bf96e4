from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.errors import NotAllowed, Refused
from core.models import Event
from live.chat.models import Message
from live.chat.queries import last_lines
from live.chat.services.messages import PACE_MESSAGES, post_message
from live.rooms.states import RoomState
from tests.factories.live import MessageFactory, MuteFactory, RoomFactory

pytestmark = pytest.mark.django_db


def post(room, author, body="Are the small ones sweet too?", client_id="c1"):
    return post_message(room=room, author=author, body=body, client_id=client_id)


def test_a_message_is_stripped_stored_and_recorded(shopper):
    room = RoomFactory()
    message = post(room, shopper, body="  two\n boxes \x00 please ")
    assert message.body == "two boxes please"
    assert list(Event.objects.values_list("name", "data", "actor")) == [
        ("chat.MessagePosted", {"room_id": room.pk, "message_id": message.pk}, shopper.pk)
    ]


def test_the_same_client_id_is_the_same_message(shopper, stranger):
    room = RoomFactory()
    assert post(room, shopper) == post(room, shopper)
    assert post(room, stranger) != post(room, shopper)
    assert (Message.objects.count(), Event.objects.count()) == (2, 2)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("", "Write something first."),
        (" \n\t\x00 ", "Write something first."),
        ("x" * 501, "A message has at most 500 characters. This one has 501: shorten it a little."),
        ("字" * 10_000, "A message has at most 500 characters. This one has 10000: shorten it a little."),
    ],
)
def test_what_is_no_message(shopper, body, sentence):
    with pytest.raises(Refused) as refusal:
        post(RoomFactory(), shopper, body=body)
    assert str(refusal.value) == sentence
    assert Message.objects.count() == 0


def test_five_hundred_characters_are_one_message(shopper):
    assert len(post(RoomFactory(), shopper, body="字" * 500).body) == 500


@pytest.mark.parametrize("state", RoomState)
def test_only_an_open_room_hears(shopper, state):
    room = RoomFactory(state=state)
    if state == RoomState.OPEN:
        post(room, shopper)
        return
    with pytest.raises(Refused):
        post(room, shopper)


def test_a_room_that_ended_meanwhile_does_not_hear(shopper):
    room = RoomFactory()
    type(room).objects.filter(pk=room.pk).update(state="ended", ended_at=timezone.now())
    with pytest.raises(Refused):
        post(room, shopper)


def test_the_muted_are_told_until_when_and_why(shopper, stranger):
    until = timezone.now() + timedelta(minutes=30)
    mute = MuteFactory(user=shopper, until=until)
    with pytest.raises(NotAllowed) as refusal:
        post(mute.room, shopper)
    assert "Advertising" in str(refusal.value)
    assert post(mute.room, stranger)
    assert post(RoomFactory(), shopper, client_id="c2")


@pytest.mark.parametrize("how", ["over", "lifted"])
def test_a_mute_ends(shopper, how):
    now = timezone.now()
    mute = MuteFactory(user=shopper, created_at=now - timedelta(hours=2), until=now - timedelta(hours=1))
    if how == "lifted":
        mute.until, mute.lifted_at, mute.lifted_by = now + timedelta(hours=1), now, mute.muted_by
        mute.save()
    assert post(mute.room, shopper)


def test_slow_mode_is_for_viewers(shopper):
    room = RoomFactory(slow_mode_seconds=30)
    post(room, shopper)
    with pytest.raises(Refused, match=r"Slow mode: wait \d+ seconds\."):
        post(room, shopper, client_id="c2")
    Message.objects.update(created_at=timezone.now() - timedelta(seconds=31))
    post(room, shopper, client_id="c2")
    post(room, room.host)
    post(room, room.host, client_id="c2")


def test_nobody_writes_faster_than_fingers(shopper):
    room = RoomFactory()
    for n in range(PACE_MESSAGES):
        post(room, shopper, client_id=str(n))
    with pytest.raises(Refused, match="very fast"):
        post(room, shopper, client_id="one more")


def test_history_is_the_newest_in_order_without_the_deleted(shopper):
    room = RoomFactory()
    messages = MessageFactory.create_batch(5, room=room)
    Message.objects.filter(pk=messages[3].pk).update(deleted_at=timezone.now(), deleted_by=room.host)
    assert [line.message_id for line in last_lines(room=room, limit=3)] == [messages[n].pk for n in (1, 2, 4)]


def test_the_house_is_marked(shopper):
    room = RoomFactory()
    MessageFactory(room=room, author=shopper)
    MessageFactory(room=room, author=room.host)
    assert [line.is_host for line in last_lines(room=room)] == [False, True]


@pytest.mark.parametrize("rows", [1, 3])
def test_history_is_two_queries(rows):
    room = RoomFactory()
    MessageFactory.create_batch(rows, room=room)
    with CaptureQueriesContext(connection) as queries:
        assert len(last_lines(room=room)) == rows
    assert len(queries) == 2


class TestForm:
    def url(self, room):
        return reverse("chat:messages", args=[room.pk])

    def test_without_javascript(self, client, shopper):
        room = RoomFactory()
        client.force_login(shopper)
        answer = client.post(self.url(room), {"body": "hi", "idempotency_key": "k1"})
        assert (answer.status_code, answer.url) == (303, room.get_absolute_url())
        again = client.post(self.url(room), {"body": "hi", "idempotency_key": "k1"})
        assert again["Idempotent-Replayed"] == "true"
        assert Message.objects.count() == 1

    def test_a_refusal_keeps_what_was_typed(self, client, shopper):
        room = RoomFactory()
        client.force_login(shopper)
        answer = client.post(self.url(room), {"body": "x" * 10_000, "idempotency_key": "k1"})
        assert answer.status_code == 422
        text = answer.content.decode()
        assert "at most 500 characters" in text
        assert f'value="{"x" * 10_000}"' in text
        assert Message.objects.count() == 0

    def test_for_scripts(self, client, shopper):
        room = RoomFactory()
        client.force_login(shopper)
        answer = client.post(self.url(room), {"body": "hi", "client_id": "c"}, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()) == (201, {"message_id": Message.objects.get().pk})
        answer = client.post(self.url(room), {"body": ""}, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()) == (409, {"detail": "Write something first."})

    def test_from_the_studio_one_comes_back_to_it(self, client, shopper):
        room = RoomFactory()
        client.force_login(room.host)
        for body in ("hi", "x" * 501):
            answer = client.post(self.url(room), {"body": body, "next": f"/studio/{room.pk}/"})
            assert answer.url == f"/studio/{room.pk}/"
        assert (
            client.post(self.url(room), {"body": "a", "next": "https://evil.example/"}).url == room.get_absolute_url()
        )

    def test_strangers_are_led_to_the_login(self, client):
        room = RoomFactory()
        assert client.post(self.url(room), {"body": "hi"}).url.startswith("/accounts/login/")
        assert client.get(self.url(room)).status_code == 405

    def test_a_room_that_is_not_there(self, client, shopper):
        client.force_login(shopper)
        assert client.post("/live/7777/messages/", {"body": "hi"}).status_code == 404


def test_the_database_knows_a_repetition(shopper):
    message = MessageFactory(author=shopper, client_id="c1")
    with pytest.raises(Exception, match=r"UNIQUE|unique"), transaction.atomic():
        MessageFactory(author=shopper, client_id="c1", room=message.room)
