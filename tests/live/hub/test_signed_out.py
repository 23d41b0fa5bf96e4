"""Sockets that were open when their person was shut out, or signed out elsewhere."""

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session

from accounts.models import User
from live.chat.models import Message
from live.hub import consumers
from live.rooms.states import RoomState
from tests.factories.live import RoomFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def room():
    return await sync_to_async(RoomFactory)(state=RoomState.OPEN)


@sync_to_async
def shut_out(person: User) -> None:
    """Behind the back of the services, whose event would close the socket at once: test_logins_ended.py."""
    User.objects.filter(pk=person.pk).update(is_active=False)


@sync_to_async
def end_logins(person: User) -> None:
    Session.objects.all().delete()


@sync_to_async
def written() -> list[str]:
    return list(Message.objects.values_list("body", flat=True))


async def is_refused_and_closed(socket) -> None:
    error = await socket.frame_of("hub.error")
    assert error["data"] == {"client_id": "c2", "message": "You are signed out. Log in again to take part."}
    assert await socket.receive_output(timeout=5) == {"type": "websocket.close", "code": consumers.CLOSE_SIGNED_OUT}


@pytest.mark.parametrize("how", [shut_out, end_logins])
async def test_the_next_message_is_refused_and_the_socket_closes(enter_room, shopper, room, how):
    socket = await enter_room(room, shopper)
    await socket.say("chat.post", client_id="c1", body="Good oranges")
    await socket.frame_of("hub.ack")  # the control: until then it is carried out
    await how(shopper)
    await socket.say("chat.post", client_id="c2", body="Better oranges")
    await is_refused_and_closed(socket)
    assert await written() == ["Good oranges"]


async def test_a_socket_that_only_listens_closes_at_a_later_ping(enter_room, shopper, stranger, room, monkeypatch):
    socket, other = await enter_room(room, shopper), await enter_room(room, stranger)
    await shut_out(shopper)
    await socket.send(text='{"type": "ping", "client_id": "c1"}')
    assert (await socket.frame_of("hub.pong"))["type"] == "hub.pong"  # not asked for at every ping
    monkeypatch.setattr(consumers, "SIGNED_IN_FOR_SECONDS", 0)
    for listener in (socket, other):
        await listener.send(text='{"type": "ping", "client_id": "c2"}')
    await is_refused_and_closed(socket)
    assert (await other.frame_of("hub.pong"))["type"] == "hub.pong"


async def test_guests_have_nothing_to_be_signed_out_of(enter_room, room, monkeypatch):
    monkeypatch.setattr(consumers, "SIGNED_IN_FOR_SECONDS", 0)
    socket = await enter_room(room)
    await socket.send(text='{"type": "ping"}')
    assert (await socket.frame_of("hub.pong"))["type"] == "hub.pong"
