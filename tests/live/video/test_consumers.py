import asyncio
import json

import pytest
from asgiref.testing import ApplicationCommunicator
from channels.db import database_sync_to_async
from channels.routing import URLRouter
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from accounts.services.deactivation import deactivate_person
from accounts.states import Role
from config.asgi import application
from config.asgi import sockets as origin_check
from live.rooms.models import Room
from live.rooms.states import RoomState
from live.video import consumers
from live.video.hub import stream_of
from live.video.routing import websocket_urlpatterns
from tests.factories.accounts import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
sockets = URLRouter(websocket_urlpatterns)


class Socket(ApplicationCommunicator):
    """A browser's end of a WebSocket."""

    def __init__(self, app, path, headers=()):
        super().__init__(
            app, {"type": "websocket", "path": path, "headers": list(headers), "query_string": b"", "subprotocols": []}
        )

    async def connect(self):
        await self.send_input({"type": "websocket.connect"})
        return (await self.receive_output(timeout=5))["type"] == "websocket.accept"

    async def send_to(self, **data):
        await self.send_input({"type": "websocket.receive", **data})

    async def receive_json(self):
        return json.loads((await self.receive_output(timeout=5))["text"])

    async def disconnect(self):
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait(timeout=5)


@pytest.fixture
def publish():
    open_sockets = []

    async def publish(room_id, user):
        socket = Socket(sockets, f"/ws/rooms/{room_id}/publish/")
        socket.scope["user"] = user
        assert await socket.connect()
        open_sockets.append(socket)
        return socket

    return publish


async def closing(socket):
    """The code and the reason with which the server closed."""
    while True:
        message = await socket.receive_output(timeout=5)
        if message["type"] == "websocket.close":
            return message["code"], message["reason"]


async def publisher_of(room_id):
    while (live := stream_of(room_id)) is None or live.publisher is None:
        await asyncio.sleep(0.01)
    return live.publisher


async def send_all(socket, messages, live_of):
    for message in messages:
        await socket.send_to(bytes=message)
    while not live_of() or live_of().stream.changes < 3:
        await asyncio.sleep(0.01)


async def test_host_publishes_and_viewers_find_it(publish, make_room, recorded, get):
    room = await database_sync_to_async(make_room)()
    socket = await publish(room.pk, room.host)
    await send_all(socket, recorded.messages()[:200], lambda: stream_of(room.pk))
    assert (await get(f"/video/{room.pk}/index.m3u8")).status == 200
    await socket.disconnect()
    assert stream_of(room.pk).publisher is None


@pytest.mark.parametrize("who", ["anonymous", "stranger"])
async def test_strangers_are_refused(publish, make_room, who):
    room = await database_sync_to_async(make_room)()
    user = AnonymousUser() if who == "anonymous" else await database_sync_to_async(UserFactory)()
    socket = await publish(room.pk, user)
    assert await closing(socket) == (4403, "Only the host and the crew may publish.")
    assert stream_of(room.pk) is None


async def test_crew_may_publish(publish, make_room):
    room = await database_sync_to_async(make_room)()
    member = await database_sync_to_async(MembershipFactory)(organization=room.organization, role=Role.HOST)
    socket = await publish(room.pk, member.user)
    assert (await publisher_of(room.pk)).user_id == member.user.pk
    await socket.disconnect()


@pytest.mark.parametrize(
    ("state", "code"), [(RoomState.SCHEDULED, 4425), (RoomState.ENDED, 4410), (RoomState.REPLAY, 4410)]
)
async def test_only_an_open_room_takes_a_picture(publish, make_room, state, code):
    room = await database_sync_to_async(make_room)(state)
    assert (await closing(await publish(room.pk, room.host)))[0] == code


async def test_a_room_that_does_not_exist(publish, make_room):
    user = await database_sync_to_async(UserFactory)()
    assert (await closing(await publish(987_654, user)))[0] == 4404


async def test_foreign_origin_is_refused(make_room, monkeypatch):
    monkeypatch.setattr(origin_check, "allowed_origins", ["fair.example"])
    room = await database_sync_to_async(make_room)()
    statuses = {}
    for origin in ("https://evil.example", "https://fair.example"):
        headers = [(b"origin", origin.encode()), (b"host", b"fair.example")]
        socket = Socket(application, f"/ws/rooms/{room.pk}/publish/", headers)
        statuses[origin] = await socket.connect()
        await socket.disconnect()
    assert statuses == {"https://evil.example": False, "https://fair.example": True}


async def test_a_host_who_is_shut_out_leaves_at_once(publish, make_room, monkeypatch):
    monkeypatch.setattr(consumers, "PERMISSION_CHECK_EVERY", 1_000_000)  # it is not the check every few seconds
    room, other = await database_sync_to_async(make_room)(), await database_sync_to_async(make_room)()
    socket, kept = await publish(room.pk, room.host), await publish(other.pk, other.host)
    await publisher_of(room.pk)
    still_there = await publisher_of(other.pk)
    superuser = await database_sync_to_async(UserFactory)(is_staff=True, is_superuser=True)
    await database_sync_to_async(deactivate_person)(person=room.host, actor=superuser, reason="Sold stolen oranges.")
    assert await closing(socket) == (4403, "Only the host and the crew may publish.")
    assert stream_of(room.pk).publisher is None
    assert stream_of(other.pk).publisher is still_there
    await kept.disconnect()


@pytest.mark.parametrize("garbage", [b"", b"garbage" * 100, bytes(100), bytes.fromhex("01020000") + bytes(40)])
async def test_garbage_closes_the_socket_and_the_server_lives(publish, make_room, recorded, garbage):
    room = await database_sync_to_async(make_room)()
    socket = await publish(room.pk, room.host)
    await socket.send_to(bytes=garbage)
    code, reason = await closing(socket)
    assert code == 4400
    assert reason.endswith(".")
    again = await publish(room.pk, room.host)
    await send_all(again, recorded.messages()[:200], lambda: stream_of(room.pk))
    await again.disconnect()


async def test_text_is_no_media(publish, make_room):
    room = await database_sync_to_async(make_room)()
    socket = await publish(room.pk, room.host)
    await socket.send_to(text="hello")
    assert await closing(socket) == (4400, "Media comes in binary messages.")


async def test_somebody_else_has_to_wait_and_the_same_person_takes_over(publish, make_room, recorded):
    room = await database_sync_to_async(make_room)()
    other = await database_sync_to_async(MembershipFactory)(organization=room.organization, role=Role.HOST)
    first = await publish(room.pk, room.host)
    await send_all(first, recorded.messages()[:200], lambda: stream_of(room.pk))
    refused = await publish(room.pk, other.user)
    assert (await closing(refused))[0] == 4409
    second = await publish(room.pk, room.host)
    assert (await closing(first))[0] == 4409
    before = stream_of(room.pk).stream.changes
    for message in recorded.messages()[:200]:
        await second.send_to(bytes=message)
    while stream_of(room.pk).stream.changes < before + 5:
        await asyncio.sleep(0.01)
    assert [segment.discontinuity for segment in stream_of(room.pk).stream.window.segments].count(True) == 1
    await second.disconnect()


async def test_an_abandoned_socket_gives_way_to_the_crew(publish, make_room):
    room = await database_sync_to_async(make_room)()
    other = await database_sync_to_async(MembershipFactory)(organization=room.organization, role=Role.HOST)
    first = await publish(room.pk, room.host)
    await publisher_of(room.pk)
    stream_of(room.pk)._fed_at -= 10
    second = await publish(room.pk, other.user)
    assert (await closing(first))[0] == 4409
    assert stream_of(room.pk).publisher.user_id == other.user.pk
    await second.disconnect()


async def test_health_and_the_end_of_the_room(publish, make_room, recorded, monkeypatch):
    """The room ends in another process: this one learns it from the database."""
    monkeypatch.setattr(consumers, "HEALTH_SECONDS", 0.01)
    room = await database_sync_to_async(make_room)()
    socket = await publish(room.pk, room.host)
    await socket.send_to(bytes=recorded.messages()[0])
    report = await socket.receive_json()
    assert set(report) == {"type", "received_bytes", "dropped", "delay_ms", "kept"}
    live = stream_of(room.pk)
    await database_sync_to_async(Room.objects.filter(pk=room.pk).update)(state=RoomState.ENDED, ended_at=room.opened_at)
    assert (await closing(socket))[0] == 4410
    while not live.stream.window.ended:
        await asyncio.sleep(0.01)
    await live.recorder.wait()


async def test_a_host_who_was_shut_out_stops_publishing(publish, make_room, recorded, monkeypatch):
    monkeypatch.setattr(consumers, "HEALTH_SECONDS", 0.01)
    room = await database_sync_to_async(make_room)()
    socket = await publish(room.pk, room.host)
    await socket.send_to(bytes=recorded.messages()[0])
    assert (await socket.receive_json())["type"] == "health"
    await database_sync_to_async(User.objects.filter(pk=room.host.pk).update)(is_active=False)
    assert (await closing(socket))[0] == 4403
    assert stream_of(room.pk).publisher is None
