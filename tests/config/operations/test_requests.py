"""One id from the request's first byte to the task it set off, figures by route, and a log line without what is private."""

import logging
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from starlette.responses import PlainTextResponse

from config.operations import requests as recording
from config.operations.requests import RequestRecords
from core import events, heartbeats
from core.client_address import current_client_address
from core.events import DomainEvent, publish, redeliver
from core.metrics import REGISTRY
from core.models import Event
from core.request_ids import bound_request_id, current_request_id
from core.tasks import beat_heart
from tests.fixtures.asgi import ask, scope_of


@dataclass(frozen=True, kw_only=True)
class NobodyHears(DomainEvent):
    pass


def answering(note):
    async def app(scope, receive, send):
        note.append(current_request_id())
        scope["daji.facts"].route = "fair:home"
        scope["daji.facts"].user_id = 7
        await PlainTextResponse("hello")(scope, receive, send)

    return app


def counted(name, **labels):
    return REGISTRY.get_sample_value(name, labels) or 0


@pytest.mark.parametrize("sent", ["from-the-proxy-1", None])
async def test_the_id_is_there_inside_and_in_the_answer(sent):
    seen = []
    records = RequestRecords(answering(seen), mounts={})
    answer = await ask(records, "/", headers={"X-Request-ID": sent} if sent else {})
    assert answer.headers["x-request-id"] == seen[0]
    assert seen[0] == sent or (sent is None and len(seen[0]) == 24)
    assert current_request_id() == ""


async def test_the_address_is_there_inside_and_gone_afterwards():
    seen = []

    async def app(scope, receive, send):
        seen.append(current_client_address())
        await PlainTextResponse("hello")(scope, receive, send)

    await ask(RequestRecords(app, mounts={}), "/")
    assert (seen, current_client_address()) == (["127.0.0.1"], "")


async def test_figures_bear_the_route_and_never_the_path():
    labels = {"method": "GET", "route": "fair:home", "status": "200"}
    before = counted("daji_http_requests_total", **labels)
    timed = counted("daji_http_request_duration_seconds_count", route="fair:home")
    records = RequestRecords(answering([]), mounts={})
    await ask(records, "/some/path/1")
    await ask(records, "/some/path/2")
    assert counted("daji_http_requests_total", **labels) == before + 2
    assert counted("daji_http_request_duration_seconds_count", route="fair:home") == timed + 2
    assert counted("daji_http_requests_total", method="GET", route="/some/path/1", status="200") == 0


async def test_made_up_methods_make_no_series():
    before = counted("daji_http_requests_total", method="other", route="fair:home", status="200")
    await ask(RequestRecords(answering([]), mounts={}), "/", method="BREW")
    assert counted("daji_http_requests_total", method="other", route="fair:home", status="200") == before + 1


async def test_the_log_line(monkeypatch):
    said = []
    monkeypatch.setattr(recording.logger, "log", lambda level, event, **fields: said.append((level, event, fields)))
    await ask(RequestRecords(answering([]), mounts={}), "/cart/?token=secret")
    await ask(RequestRecords(PlainTextResponse("x"), mounts={"/static/": "static"}), "/static/a.css")
    (level, event, fields), (quiet, _event, _fields) = said
    assert (level, event) == (logging.INFO, "request")
    assert fields.pop("ms") >= 0
    assert fields == {
        "method": "GET",
        "route": "fair:home",
        "path": "/cart/",
        "status": 200,
        "user_id": 7,
        "client": "127.0.0.1",
    }
    assert quiet == logging.DEBUG


async def test_a_socket_keeps_one_id_and_is_counted_by_its_pattern():
    from notifications.routing import websocket_urlpatterns

    seen = []

    async def socket(scope, receive, send):
        seen.append(current_request_id())
        await send({"type": "websocket.accept"})
        seen.append(counted("daji_sockets_open", route="ws/me/"))
        await receive()
        seen.append(current_request_id())

    async def receive():
        return {"type": "websocket.disconnect", "code": 1001}

    async def send(message):
        pass

    before = counted("daji_sockets_open", route="ws/me/")
    unknown = counted("daji_sockets_total", route="unknown")
    records = RequestRecords(socket, mounts={}, sockets=websocket_urlpatterns)
    await records({**scope_of("/ws/me/"), "type": "websocket"}, receive, send)
    first, open_meanwhile, last = seen
    assert first == last != ""
    assert open_meanwhile == before + 1
    assert counted("daji_sockets_open", route="ws/me/") == before
    await records({**scope_of("/ws/made/up/"), "type": "websocket"}, receive, send)
    assert counted("daji_sockets_total", route="unknown") == unknown + 1


@pytest.mark.django_db(transaction=True)
class TestThroughTheWholeSite:
    def test_events_and_tasks_bear_the_requests_id(self, live_site, monkeypatch):
        """A task that is sent through the broker: it runs in another thread, as it does in another process."""
        heard = []
        monkeypatch.setattr(heartbeats, "beat", lambda queue: heard.append((queue, current_request_id())))
        with bound_request_id("a-request-77"):
            beat_heart.delay(queue="default")
            with transaction.atomic():
                row = publish(NobodyHears())
        live_site.wait_for_tasks()
        assert heard == [("default", "a-request-77")]
        assert Event.objects.get(pk=row.pk).request_id == "a-request-77"
        beat_heart.delay(queue="default")
        live_site.wait_for_tasks()
        assert heard[1][1] not in ("a-request-77", "")
        assert counted("daji_tasks_total", task="core.tasks.beat_heart", state="success") >= 2

    def test_an_event_delivered_again_bears_the_id_it_was_recorded_with(self, live_site, monkeypatch):
        monkeypatch.setitem(events._subscribers, NobodyHears, [lambda event: heard.append(current_request_id())])
        heard = []
        row = Event.objects.create(
            name=NobodyHears.event_name(), data={}, retry_at=timezone.now(), request_id="a-request-78"
        )
        assert redeliver() == 1
        assert heard == ["a-request-78"]
        assert Event.objects.get(pk=row.pk).delivered_at is not None

    def test_a_page_names_its_route_and_its_reader(self, live_site, shopper):
        import urllib.request

        from django.conf import settings

        client = Client()
        client.force_login(shopper)
        cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        before = counted("daji_http_requests_total", method="GET", route="core:healthz", status="200")
        asked = urllib.request.Request(
            live_site.url + "/healthz", headers={"Cookie": cookie, "X-Request-ID": "spoofed-id-1"}
        )
        with urllib.request.urlopen(asked, timeout=30) as answer:
            assert len(answer.headers["X-Request-ID"]) == 24  # nobody vouches for 127.0.0.1 here
        assert counted("daji_http_requests_total", method="GET", route="core:healthz", status="200") == before + 1
