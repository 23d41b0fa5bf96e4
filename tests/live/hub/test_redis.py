"""What only Redis can do to us: lose the connection, lose its memory, be away; and several processes at once."""

import asyncio
import os
import uuid

import pytest

pytestmark = pytest.mark.skipif(not os.environ.get("REDIS_URL"), reason="no REDIS_URL")

from live.hub.backends.base import BackendAway  # noqa: E402
from live.hub.backends.redis import RedisBackend  # noqa: E402
from live.hub.hub import RoomHub  # noqa: E402

from .conftest import TOPIC, Browser, Pinned, say, until  # noqa: E402


@pytest.fixture
def backend():
    return RedisBackend(os.environ["REDIS_URL"], f"test:{uuid.uuid4()}")


def cut(backend, hub) -> None:
    """End the subscription's connection from the server's side, as a restart does."""
    channel = f"{backend._prefix}:{TOPIC}".encode()
    assert backend._redis.pubsub_numsub(channel)[0][1] == 1
    mine = hub._feed._pubsub.connection
    host, port = mine._writer.get_extra_info("sockname")[:2]
    backend._redis.client_kill(f"{host}:{port}")


async def test_frames_sent_while_the_connection_was_lost_are_made_good(backend, hub, join):
    browser = await join()
    say(backend, Pinned(number=1))
    await until(lambda: browser.seqs == [1])
    cut(backend, hub)
    for n in (2, 3, 4):
        say(backend, Pinned(number=n))
    await until(lambda: browser.seqs[-1] == 4)
    say(backend, Pinned(number=5))
    await until(lambda: browser.seqs[-1] == 5)
    assert browser.seqs == [1, 2, 3, 4, 5]


async def test_a_redis_that_forgot_everything_starts_a_new_epoch_and_all_reload(backend, hub, join):
    browser = await join()
    before = say(backend, Pinned(number=1))
    await until(lambda: browser.seqs == [1])
    for key in backend._redis.scan_iter(f"{backend._prefix}*"):
        backend._redis.delete(key)
    cut(backend, hub)
    after = say(backend, Pinned(number=2))
    assert after.epoch != before.epoch
    await until(lambda: browser.of("hub.reload"))
    assert browser.of("hub.reload")[-1]["epoch"] == after.epoch
    say(backend, Pinned(number=3))
    await until(lambda: browser.of("test.pinned")[-1] == {"number": 3})


async def test_two_processes_hear_each_other_in_the_same_order(backend, join):
    other_backend = RedisBackend(os.environ["REDIS_URL"], backend._prefix)
    other_hub, there = RoomHub(other_backend), Browser()
    await other_hub.join(topic=TOPIC, socket=there.socket, since=None)
    here = await join()
    for n in range(20):
        say(backend if n % 2 else other_backend, Pinned(number=n))
    await until(lambda: len(here.seqs) == len(there.seqs) == 20)
    assert here.of("test.pinned") == there.of("test.pinned") == [{"number": n} for n in range(20)]
    await other_hub.close()


async def test_a_redis_that_is_away_is_said_so():
    hub = RoomHub(RedisBackend("redis://127.0.0.1:1/0"))
    with pytest.raises(BackendAway):
        await hub.join(topic=TOPIC, socket=Browser().socket, since=None)
    await hub.close()


async def test_idle_topics_are_forgotten_by_redis_itself(backend):
    say(backend, Pinned(number=1))
    backend.report_presence(topic=TOPIC, process="a", people=1)
    keys = list(backend._redis.scan_iter(f"{backend._prefix}*"))
    assert len(keys) == 3
    assert all(backend._redis.ttl(key) > 0 for key in keys)


async def test_the_first_two_topics_of_a_process_may_come_at_once(backend):
    heard = []
    feed = backend.feed(receive=lambda topic, message: heard.append(topic), resumed=lambda topic: None)
    await asyncio.gather(*(feed.subscribe(topic) for topic in ("room.1", "room.2", "user.3")))
    for topic in ("room.1", "room.2", "user.3"):
        backend.publish(topic=topic, type="test.pinned", weight=Pinned.weight, body=b"{}")
    await until(lambda: len(heard) == 3)
    assert sorted(heard) == ["room.1", "room.2", "user.3"]
    await feed.close()
