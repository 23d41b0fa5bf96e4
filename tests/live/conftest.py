import json
import uuid

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.db import connections
from django.test import Client

from config.asgi import application
from live.hub import backends
from live.rooms.kinds import register, unregister
from tests.factories.live import VisitKind


@pytest.fixture(autouse=True)
def visit_kind():
    register(VisitKind())
    yield VisitKind.slug
    unregister(VisitKind.slug)


@pytest.fixture(autouse=True)
def own_topics(settings):
    """Every test has topics of its own, in memory or in Redis."""
    settings.DAJI_HUB_PREFIX = f"test:{uuid.uuid4()}"
    backends.get_backend.cache_clear()
    yield
    backends.get_backend.cache_clear()


class RoomSocket(ApplicationCommunicator):
    """A browser in a room, through the whole site: origin, session, routes."""

    @classmethod
    async def of(
        cls, room, user=None, *, client: Client | None = None, query: str = "", origin: str = "http://testserver"
    ) -> "RoomSocket":
        """`client` is a browser that is signed in already; for `user` a new one signs in."""
        headers = [(b"host", b"testserver"), (b"origin", origin.encode())]
        if user is not None:
            client = Client()
            await sync_to_async(client.force_login)(user)
        if client is not None:
            headers.append((b"cookie", f"sessionid={client.cookies['sessionid'].value}".encode()))
        path = f"/ws/rooms/{getattr(room, 'pk', room)}/"
        scope = {"type": "websocket", "path": path, "query_string": query.encode(), "headers": headers}
        return cls(application, {**scope, "subprotocols": []})

    async def enter(self) -> dict:
        """Connect; answers the first frame."""
        await self.send_input({"type": "websocket.connect"})
        assert (await self.receive_output(timeout=5))["type"] == "websocket.accept"
        return await self.frame()

    async def frame(self) -> dict:
        return json.loads((await self.receive_output(timeout=5))["text"])

    async def frame_of(self, type: str) -> dict:
        while (frame := await self.frame())["type"] != type:
            pass
        return frame

    async def send(self, **event) -> None:
        await self.send_input({"type": "websocket.receive", **event})

    async def say(self, type: str, client_id: str = "c1", **data) -> None:
        await self.send(text=json.dumps({"type": type, "client_id": client_id, "data": data}))

    async def leave(self) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait(timeout=5)


@pytest.fixture
async def enter_room():
    sockets = []

    async def enter_room(room, user=None, **options) -> RoomSocket:
        socket = await RoomSocket.of(room, user, **options)
        sockets.append(socket)
        socket.first = await socket.enter()
        return socket

    yield enter_room
    for socket in sockets:
        await socket.leave()
    await sync_to_async(connections.close_all)()  # of the thread that worked for the sockets
