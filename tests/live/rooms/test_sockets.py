import pytest
from asgiref.sync import sync_to_async

from config import asgi
from live.hub.backends import get_backend
from live.hub.broadcast import position_of, room_topic, send_frame
from live.hub.consumers import CLOSE_NOT_FOUND
from live.hub.hub import get_hub
from live.hub.inbox import LARGEST_MESSAGE
from live.rooms.consumers.pulse import Pulse, rooms_with_sockets
from live.rooms.models import Room
from live.rooms.protocol import RoomStateChanged
from live.rooms.services import like, open_room, write_likes
from live.rooms.states import RoomState
from tests.factories.accounts import UserFactory
from tests.factories.live import RoomFactory
from tests.live.conftest import RoomSocket

pytestmark = pytest.mark.django_db(transaction=True)
make_room = sync_to_async(RoomFactory)


async def refused_at_the_door(socket: RoomSocket) -> bool:
    await socket.send_input({"type": "websocket.connect"})
    return (await socket.receive_output(timeout=5))["type"] == "websocket.close"


async def test_a_foreign_page_cannot_connect(monkeypatch, enter_room):
    monkeypatch.setattr(asgi.sockets, "allowed_origins", ["testserver"])
    room = await make_room()
    for origin in ("https://evil.example", "http://testserver.evil.example", "null", ""):
        assert await refused_at_the_door(await RoomSocket.of(room, origin=origin)), origin
    assert (await enter_room(room)).first["type"] == "hub.welcome"


async def test_anybody_may_listen(enter_room):
    room = await make_room(state=RoomState.SCHEDULED)
    socket = await enter_room(room)
    await sync_to_async(open_room)(room=room, actor=room.host)
    frame = await socket.frame_of("room.state")
    assert (frame["seq"], frame["data"]) == (1, {"room_id": room.pk, "state": "open"})


async def test_a_room_that_is_not_there_closes_with_a_code_that_browsers_understand():
    socket = await RoomSocket.of(77777)
    await socket.send_input({"type": "websocket.connect"})
    assert (await socket.receive_output(timeout=5))["type"] == "websocket.accept"
    assert await socket.receive_output(timeout=5) == {"type": "websocket.close", "code": CLOSE_NOT_FOUND}


async def test_going_on_from_a_number(enter_room):
    room = await make_room()
    topic = room_topic(room.pk)
    epoch = (await sync_to_async(position_of)(topic=topic)).epoch
    for _ in range(3):
        await sync_to_async(send_frame)(topic=topic, frame=RoomStateChanged(room_id=room.pk, state="open"))
    socket = await enter_room(room, query=f"epoch={epoch}&since=1")
    assert socket.first["data"] == {"epoch": epoch, "seq": 3}
    assert [(await socket.frame())["seq"] for _ in range(2)] == [2, 3]
    assert (await enter_room(room, query="epoch=old&since=1")).first["type"] == "hub.reload"


@pytest.mark.parametrize(
    "query", ["epoch=&since=x", "since=-1", "since=99999999999999999999", "epoch=%ff&since=²", "%%%"]
)
async def test_a_mad_position_does_no_harm(enter_room, query):
    socket = await enter_room(await make_room(), query=query)
    assert socket.first["type"] in ("hub.welcome", "hub.reload")


NONSENSE = [
    *("", "{", "[]", "null", "1", '"chat.post"', "{}", '{"type": 3}', '{"type": "no.such"}', "[" * 3000),
    '{"type": "chat.post", "data": []}',
    '{"type": "chat.post", "client_id": 5}',
    '{"type": "x", "client_id": "' + "y" * 65 + '"}',
    "x" * (LARGEST_MESSAGE + 1),
]


@pytest.mark.parametrize("text", NONSENSE)
async def test_nonsense_is_answered_with_a_sentence(enter_room, shopper, text):
    socket = await enter_room(await make_room(), shopper)
    await socket.send(text=text)
    error = await socket.frame()
    assert error["type"] == "hub.error"
    assert error["data"]["message"].endswith(".")
    await socket.send(text='{"type": "ping"}')
    assert (await socket.frame())["type"] == "hub.pong"


async def test_bytes_are_answered_with_a_sentence(enter_room, shopper):
    socket = await enter_room(await make_room(), shopper)
    await socket.send(bytes=b"\x00\xff")
    assert (await socket.frame())["type"] == "hub.error"


async def test_strangers_may_not_speak(enter_room):
    room = await make_room()
    socket = await enter_room(room)
    for type in ("chat.post", "room.like"):
        await socket.say(type, body="hi")
        assert (await socket.frame())["data"] == {"client_id": "c1", "message": "Sign in to take part."}
    assert await sync_to_async(room.messages.count)() == 0


async def test_likes_are_acknowledged_bounded_and_written_together(enter_room, shopper):
    room = await make_room()
    socket = await enter_room(room, shopper)
    for number in range(11):
        await socket.say("room.like", client_id=str(number), count=3 if number else 10_000)
    answers = [await socket.frame() for _ in range(11)]
    assert [answer["type"] for answer in answers] == ["hub.ack"] * 10 + ["hub.error"]
    await sync_to_async(write_likes)()
    assert (await Room.objects.aget(pk=room.pk)).likes == 10 + 9 * 3


def test_a_closed_room_gains_no_likes():
    room = RoomFactory(state=RoomState.ENDED)
    like(room_id=room.pk, count=5)
    write_likes()
    assert Room.objects.get(pk=room.pk).likes == 0


async def test_people_are_counted_once_and_those_who_run_the_room_not_at_all(enter_room, shopper):
    room = await make_room()
    for user in (shopper, shopper, None, None, room.host):
        await enter_room(room, user)
    assert rooms_with_sockets(get_hub()) == {room.pk: 3}


async def test_counters_are_told_when_they_change_and_once_a_second_at_most(enter_room, shopper, monkeypatch):
    room = await make_room()
    socket = await enter_room(room, shopper)
    claims = []
    monkeypatch.setattr(
        type(get_backend()), "claim", lambda self, *, name, seconds: claims.append(name) or len(claims) != 2
    )
    pulse, beat = Pulse(), sync_to_async(Pulse.beat)
    await beat(pulse, {room.pk: 1}, now=0)
    assert (await socket.frame_of("room.counters"))["data"] == {"viewers": 1, "likes": 0}
    like(room_id=room.pk)
    await beat(pulse, {room.pk: 1}, now=1)  # somebody else told the room within this second
    await beat(pulse, {room.pk: 1}, now=2)
    await beat(pulse, {room.pk: 1}, now=3)  # nothing changed
    assert (await socket.frame_of("room.counters"))["data"] == {"viewers": 1, "likes": 1}
    assert claims == [f"counters:{room.pk}"] * 3
    assert await socket.receive_nothing()


async def test_a_room_that_everybody_left_is_reported_empty_once():
    room = await make_room()
    pulse, beat = Pulse(), sync_to_async(Pulse.beat)
    await beat(pulse, {room.pk: 2}, now=0)
    assert get_backend().presence(topics=[room_topic(room.pk)]) == [2]
    await beat(pulse, {}, now=1)
    assert get_backend().presence(topics=[room_topic(room.pk)]) == [0]
    assert (pulse._reported, pulse._told) == ({}, {})


async def test_leaving_leaves_nothing_behind():
    room, user = await make_room(), await sync_to_async(UserFactory)()
    for _ in range(3):
        socket = await RoomSocket.of(room, user)
        await socket.enter()
        await socket.leave()
    assert get_hub().topics() == []
