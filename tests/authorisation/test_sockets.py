"""Every socket and everything that may be said over one, by every role."""

from __future__ import annotations

import json
import uuid
from collections.abc import AsyncIterator

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.db import connections, transaction
from django.test import Client

from config.asgi import application
from live.hub import backends
from live.hub.inbox import all_client_messages
from live.rooms.routing import websocket_urlpatterns as room_sockets
from live.video.permissions import CloseCode
from live.video.routing import websocket_urlpatterns as video_sockets
from notifications.routing import websocket_urlpatterns as notification_sockets
from tests.authorisation.roles import GUEST, ROLES, World, make_world
from tests.authorisation.table import CREW, EVERYONE, IN, PEOPLE

pytestmark = pytest.mark.django_db(transaction=True)

REFUSED = "refused"
SOCKETS = {
    "ws/rooms/<int:room_id>/": EVERYONE,
    "ws/rooms/<int:room_id>/publish/": CREW,
    "ws/me/": PEOPLE,
}
# type: who may say it, and what goes with it
MESSAGES = {
    "chat.post": (PEOPLE, {"body": "Hello"}),
    "room.like": (PEOPLE, {"count": 1}),
}


@pytest.fixture(autouse=True)
async def _own_topics(settings) -> AsyncIterator[None]:
    settings.DAJI_HUB_PREFIX = f"test:{uuid.uuid4()}"
    backends.get_backend.cache_clear()
    yield
    backends.get_backend.cache_clear()
    await sync_to_async(connections.close_all)()


async def world_of_people() -> World:
    return await sync_to_async(_world)()


def _world() -> World:
    with transaction.atomic():
        return make_world()


async def socket_of(world: World, role: str, path: str) -> ApplicationCommunicator:
    headers = [(b"host", b"testserver"), (b"origin", b"http://testserver")]
    if role != GUEST:
        client = Client()
        await sync_to_async(client.force_login)(world.users[role])
        headers.append((b"cookie", f"sessionid={client.cookies['sessionid'].value}".encode()))
    scope = {"type": "websocket", "path": path, "query_string": b"", "headers": headers, "subprotocols": []}
    socket = ApplicationCommunicator(application, scope)
    await socket.send_input({"type": "websocket.connect"})
    return socket


async def leave(socket: ApplicationCommunicator) -> None:
    await socket.send_input({"type": "websocket.disconnect", "code": 1000})
    await socket.wait(timeout=5)


async def door(socket: ApplicationCommunicator) -> str:
    """Let in, or closed with a code that says no; a socket may be accepted first so that the code can be read."""
    said = await socket.receive_output(timeout=5)
    if said["type"] == "websocket.accept":
        said = await socket.receive_output(timeout=5)
    return f"{REFUSED} {int(said['code'])}" if said["type"] == "websocket.close" else IN


@pytest.mark.parametrize("role", ROLES)
async def test_a_socket_lets_in_or_closes(role: str) -> None:
    world = await world_of_people()
    got = {}
    for route in SOCKETS:
        socket = await socket_of(world, role, f"/{route}".replace("<int:room_id>", str(world.values["room"])))
        got[route] = await door(socket)
        await leave(socket)
    refusals = {
        "ws/rooms/<int:room_id>/publish/": f"{REFUSED} {int(CloseCode.NOT_ALLOWED)}",
        "ws/me/": f"{REFUSED} 4404",
    }
    assert got == {route: IN if role in people else refusals[route] for route, people in SOCKETS.items()}


@pytest.mark.parametrize("role", ROLES)
async def test_what_is_said_is_carried_out_or_refused(role: str) -> None:
    world = await world_of_people()
    socket = await socket_of(world, role, f"/ws/rooms/{world.values['room']}/")
    got = {}
    for type, (_people, data) in MESSAGES.items():
        await socket.send_input(
            {"type": "websocket.receive", "text": json.dumps({"type": type, "client_id": type, "data": data})}
        )
        got[type] = await _answer_to(socket, type)
    await leave(socket)
    assert got == {type: "hub.ack" if role in people else "hub.error" for type, (people, _data) in MESSAGES.items()}


async def _answer_to(socket: ApplicationCommunicator, client_id: str) -> str:
    while True:
        said = await socket.receive_output(timeout=5)
        frame = json.loads(said["text"]) if "text" in said else {}
        if frame.get("data", {}).get("client_id") == client_id:
            return frame["type"]


def test_every_socket_and_every_message_stands_in_the_table() -> None:
    routes = {str(route.pattern) for route in (*room_sockets, *video_sockets, *notification_sockets)}
    assert routes == set(SOCKETS)
    assert {message.type for message in all_client_messages()} == set(MESSAGES)
