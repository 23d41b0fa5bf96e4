"""/readyz says which part is at fault, and /metrics is shown to those who may see it."""

import asyncio
import json
import threading
from types import SimpleNamespace

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from config.operations import gauges, readiness
from config.operations.endpoints import Metrics, Readiness, exposition
from core import heartbeats
from core.client_address import parse_networks
from core.models import Event
from live.hub.tally import Tally
from tests.fixtures.asgi import ask, scope_of


def parts(answer) -> dict:
    return json.loads(answer.body)["parts"]


async def test_ready():
    answer = await ask(Readiness(checks=["a", "b"], state=lambda name: "ok"), "/readyz")
    assert answer.status == 200
    assert json.loads(answer.body) == {"ready": True, "parts": {"a": "ok", "b": "ok"}}
    assert answer.headers["cache-control"] == "no-store"


async def test_one_part_at_fault_is_enough():
    answer = await ask(Readiness(checks=["a", "b"], state={"a": "ok", "b": "is away"}.__getitem__), "/readyz")
    assert answer.status == 503
    assert json.loads(answer.body) == {"ready": False, "parts": {"a": "ok", "b": "is away"}}


async def test_only_to_be_read():
    answer = await ask(Readiness(checks=["a"], state=lambda name: "ok"), "/readyz", method="POST")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


async def test_many_questions_at_once_ask_each_part_once():
    asked = []
    endpoint = Readiness(checks=["a"], state=lambda name: asked.append(name) or "ok")
    await asyncio.gather(*(ask(endpoint, "/readyz") for _number in range(20)))
    assert asked == ["a"]


async def test_a_part_that_hangs_is_said_to_and_not_asked_again(monkeypatch):
    monkeypatch.setattr("config.operations.endpoints.PART_MAY_TAKE_SECONDS", 0.05)
    monkeypatch.setattr("config.operations.endpoints.KEPT_SECONDS", -1)
    goes_on, asked = threading.Event(), []

    def state(name):
        asked.append(name)
        if name == "hangs":
            goes_on.wait(30)
        return "ok"

    endpoint = Readiness(checks=["hangs", "well"], state=state)
    for _number in range(3):
        assert parts(await ask(endpoint, "/readyz")) == {"hangs": "does not answer in time", "well": "ok"}
    assert asked.count("hangs") == 1
    goes_on.set()


def test_a_fault_names_no_secret(monkeypatch):
    def database():
        raise ConnectionError("postgres://daji:s3cret@host/ is away")

    monkeypatch.setitem(readiness.CHECKS, "database", database)
    assert readiness.state_of("database") == "does not answer"


def test_too_little_room(settings):
    assert readiness.disk() == "ok"
    settings.DAJI_DISK_FLOOR_BYTES = 2**60
    assert readiness.disk().endswith(f"MiB free, less than {2**40}")


def test_silent_queues_are_named(settings):
    settings.DAJI_QUEUES = ["default", "media"]
    heartbeats.beat(queue="default")
    assert readiness.worker() == "nobody works off: media"
    heartbeats.beat(queue="media")
    assert readiness.worker() == "ok"
    settings.DAJI_WORKER_SILENCE_SECONDS = -1
    assert readiness.worker() == "nobody works off: default, media"


def test_a_bus_that_is_away(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert readiness.state_of("bus") == "does not answer"


@pytest.mark.django_db
def test_migrations_that_are_missing(monkeypatch):
    assert readiness.migrations() == "ok"
    monkeypatch.setattr(readiness, "_expected", {("core", "0001_initial"), ("core", "9999_to_come")})
    assert readiness.migrations() == "1 migrations are not applied: run manage.py migrate"


ALLOWED = Metrics(allowed=parse_networks(["127.0.0.1", "10.0.0.0/8"]), token="a-long-token")


@pytest.mark.parametrize(
    ("client", "authorization", "may"),
    [
        ("127.0.0.1", "", True),
        ("10.2.3.4", "", True),
        ("203.0.113.9", "", False),
        ("203.0.113.9", "Bearer a-long-token", True),
        ("203.0.113.9", "Bearer another-token", False),
        ("203.0.113.9", "Basic a-long-token", False),
        ("203.0.113.9", "Bearer", False),
    ],
)
async def test_who_may_read_figures(client, authorization, may):
    scope = {**scope_of("/metrics", headers={"Authorization": authorization}), "client": (client, 1)}
    assert ALLOWED._may_read(scope) is may


async def test_without_a_token_an_empty_one_opens_nothing():
    closed = Metrics(allowed=[], token="")
    answer = await ask(closed, "/metrics", headers={"Authorization": "Bearer "})
    assert (answer.status, answer.body) == (404, b"Not Found")


@pytest.mark.django_db
def test_the_exposition_to_the_letter(monkeypatch, settings):
    tally = Tally()
    tally.delivered, tally.dropped, tally.closed = 12, 3, 1
    monkeypatch.setattr(gauges, "TALLY", tally)
    monkeypatch.setattr(gauges, "running_streams", lambda: 2)
    monkeypatch.setattr(gauges, "connection", SimpleNamespace(close=lambda: None))
    settings.DAJI_QUEUES = ["default"]
    broken = {"broken": lambda: 1 / 0}
    monkeypatch.setattr(
        gauges, "ANSWERS", {name: gauges.ANSWERS[name] for name in ("hub", "video", "deliveries", "workers")} | broken
    )
    registry = CollectorRegistry()
    registry.register(gauges.SiteCollector())
    assert generate_latest(registry).decode() == EXPECTED


EXPECTED = """\
# HELP daji_hub_deliveries_total Frames written to sockets.
# TYPE daji_hub_deliveries_total counter
daji_hub_deliveries_total 12.0
# HELP daji_hub_dropped_total Frames left out for sockets that read too slowly.
# TYPE daji_hub_dropped_total counter
daji_hub_dropped_total 3.0
# HELP daji_hub_closed_total Sockets closed because they read too slowly.
# TYPE daji_hub_closed_total counter
daji_hub_closed_total 1.0
# HELP daji_video_rooms Rooms with a picture, in this process.
# TYPE daji_video_rooms gauge
daji_video_rooms 2.0
# HELP daji_deliveries_pending Notifications not sent yet.
# TYPE daji_deliveries_pending gauge
daji_deliveries_pending{channel="in_app"} 0.0
daji_deliveries_pending{channel="email"} 0.0
# HELP daji_queue_silence_seconds Since somebody last worked the queue off.
# TYPE daji_queue_silence_seconds gauge
daji_queue_silence_seconds{queue="default"} +Inf
# HELP daji_metrics_unanswered Parts that could not be asked.
# TYPE daji_metrics_unanswered gauge
daji_metrics_unanswered{part="hub"} 0.0
daji_metrics_unanswered{part="video"} 0.0
daji_metrics_unanswered{part="deliveries"} 0.0
daji_metrics_unanswered{part="workers"} 0.0
daji_metrics_unanswered{part="broken"} 1.0
"""


@pytest.mark.django_db
def test_events_that_wait():
    def sample() -> dict[str, float]:
        return {sample.name: sample.value for family in gauges.outbox() for sample in family.samples}

    assert sample() == {"daji_events_undelivered": 0, "daji_events_undelivered_oldest_seconds": 0}
    Event.objects.create(name="x.Y", data={})
    found = sample()
    assert found["daji_events_undelivered"] == 1
    assert found["daji_events_undelivered_oldest_seconds"] > 0


@pytest.mark.django_db(transaction=True)
class TestOnTheSite:
    def test_ready_once_the_worker_shows_life(self, live_site):
        import time
        import urllib.error
        import urllib.request

        def asked():
            try:
                with urllib.request.urlopen(live_site.url + "/readyz", timeout=30) as answer:
                    return answer.status, json.loads(answer.read())["parts"]
            except urllib.error.HTTPError as refusal:
                return refusal.code, json.loads(refusal.read())["parts"]

        for queue in ("default", "orders", "fanout", "media"):
            heartbeats.beat(queue=queue)
        deadline = time.monotonic() + 60
        while (found := asked())[0] != 200 and time.monotonic() < deadline:
            time.sleep(0.1)  # an answer is kept for a moment
        assert found == (200, dict.fromkeys(readiness.CHECKS, "ok"))

    def test_all_figures_can_be_read_and_bear_no_path(self, live_site):
        import urllib.request

        urllib.request.urlopen(live_site.url + "/healthz", timeout=30).close()
        with urllib.request.urlopen(live_site.url + "/metrics", timeout=30) as answer:
            text = answer.read().decode()
        families = {family.name: family for family in text_string_to_metric_families(text)}
        unanswered = {sample.labels["part"]: sample.value for sample in families["daji_metrics_unanswered"].samples}
        assert unanswered == dict.fromkeys(gauges.ANSWERS, 0.0)
        labels = {
            value for family in families.values() for sample in family.samples for value in sample.labels.values()
        }
        assert [label for label in labels if label.startswith("/")] == []
        assert len(text.splitlines()) < 3000


def test_the_exposition_is_of_both_registries(db):
    text = exposition().decode()
    assert "daji_http_requests_total" in text
    assert "daji_events_undelivered " in text
