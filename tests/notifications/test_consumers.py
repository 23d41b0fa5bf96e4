import json
import uuid

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.contrib.auth.models import AnonymousUser
from django.db import connections

from accounts.models import User
from core.models import Event
from live.hub import backends, consumers
from notifications.consumers import BellConsumer
from notifications.services.deliver import deliver
from notifications.services.tell import tell
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_topics(settings):
    settings.DAJI_HUB_PREFIX = f"test:{uuid.uuid4()}"
    backends.get_backend.cache_clear()
    yield
    backends.get_backend.cache_clear()


async def open_bell(user) -> ApplicationCommunicator:
    scope = {"type": "websocket", "path": "/ws/me/", "query_string": b"", "headers": [], "subprotocols": []}
    socket = ApplicationCommunicator(BellConsumer.as_asgi(), {**scope, "user": user})
    await socket.send_input({"type": "websocket.connect"})
    assert (await socket.receive_output(timeout=5))["type"] == "websocket.accept"
    return socket


async def frame(socket: ApplicationCommunicator) -> dict:
    return json.loads((await socket.receive_output(timeout=5))["text"])


def ring(user) -> None:
    happened = Event.objects.create(name="test.Happened", data={})
    params = {"number": "D7", "total": "¥39.90"}
    for pk in tell(users=[user], kind="order_paid", event_id=happened.pk, params=params, url="/sell/orders/D7/"):
        deliver(delivery_id=pk)


async def test_the_bell_rings_for_its_person_and_for_nobody_else():
    mine, other = await sync_to_async(UserFactory)(), await sync_to_async(UserFactory)()
    my_socket, other_socket = await open_bell(mine), await open_bell(other)
    for socket in (my_socket, other_socket):
        assert (await frame(socket))["type"] == "hub.welcome"
    await sync_to_async(ring)(mine)
    await sync_to_async(ring)(other)
    assert (await frame(my_socket))["data"]["unread"] == 1
    assert my_socket.output_queue.empty()  # the other's ring was sent before this and is not here
    assert (await frame(other_socket))["type"] == "me.notification"
    for socket in (my_socket, other_socket):
        await socket.send_input({"type": "websocket.disconnect", "code": 1000})
        await socket.wait(timeout=5)
    await sync_to_async(connections.close_all)()


async def test_the_bell_of_somebody_who_was_shut_out_falls_silent(monkeypatch):
    monkeypatch.setattr(consumers, "SIGNED_IN_FOR_SECONDS", 0)
    user = await sync_to_async(UserFactory)()
    socket = await open_bell(user)
    ping = {"type": "websocket.receive", "text": '{"type": "ping"}'}
    await socket.send_input(ping)
    assert [(await frame(socket))["type"] for _frame in range(2)] == ["hub.welcome", "hub.pong"]
    await sync_to_async(User.objects.filter(pk=user.pk).update)(is_active=False)
    await socket.send_input(ping)
    assert (await frame(socket))["type"] == "hub.error"
    assert await socket.receive_output(timeout=5) == {"type": "websocket.close", "code": consumers.CLOSE_SIGNED_OUT}
    await sync_to_async(ring)(user)
    assert socket.output_queue.empty()
    await socket.send_input({"type": "websocket.disconnect", "code": 1000})
    await socket.wait(timeout=5)
    await sync_to_async(connections.close_all)()


async def test_a_guest_has_no_bell():
    socket = await open_bell(AnonymousUser())
    assert await socket.receive_output(timeout=5) == {"type": "websocket.close", "code": 4404}
