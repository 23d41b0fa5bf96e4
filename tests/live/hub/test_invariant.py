"""State at connect + frames applied = a fresh fetch, for random histories (the rule is Zulip's)."""

import asyncio
import os
import uuid
from dataclasses import dataclass, field
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from live.hub.backends.base import Position
from live.hub.backends.memory import MemoryBackend
from live.hub.hub import RoomHub
from live.hub.protocol import Frame

from .conftest import TOPIC, Browser, say, until


@dataclass(frozen=True, kw_only=True)
class Put(Frame):
    type: ClassVar[str] = "test.put"
    key: int
    value: int


@dataclass(frozen=True, kw_only=True)
class Deleted(Frame):
    type: ClassVar[str] = "test.deleted"
    key: int


@dataclass
class Site:
    """A server with one state, and a frame after each change of it."""

    backend: object
    state: dict[int, int] = field(default_factory=dict)

    def put(self, key: int, value: int) -> None:
        self.state[key] = value
        say(self.backend, Put(key=key, value=value))

    def delete(self, key: int) -> None:
        self.state.pop(key, None)
        say(self.backend, Deleted(key=key))

    def fetch(self) -> tuple[Position, dict[int, int]]:
        """The position first, then the state: as the room page does."""
        position = self.backend.position(topic=TOPIC)
        return position, dict(self.state)


class Page:
    """A browser's page: fetches, listens, goes on after a lost connection, fetches again when told to."""

    def __init__(self, site: Site, hub: RoomHub, *, resumes: bool = True) -> None:
        self.site, self.hub, self.resumes = site, hub, resumes
        self.browser: Browser | None = None
        self.position, self.state = site.fetch()
        self.applied: list[int] = []

    async def connect(self) -> None:
        if self.browser is None:
            self.browser = Browser()
            since = self.position if self.resumes else None
            await self.hub.join(topic=TOPIC, socket=self.browser.socket, since=since)

    async def lose(self) -> None:
        if self.browser is not None:
            await self.hub.leave(topic=TOPIC, socket=self.browser.socket)
            self._apply()
            self.browser = None

    async def catch_up(self) -> None:
        await self.connect()
        end = self.site.backend.position(topic=TOPIC)
        await until(lambda: self.browser.socket.seq >= end.seq)
        self._apply()

    def _apply(self) -> None:
        for frame in self.browser.frames:
            if frame["type"] == "hub.reload":
                self.position, self.state = self.site.fetch()
            elif frame["type"] == "hub.welcome" and not self.resumes:
                self.position = Position(**frame["data"])
            elif "seq" in frame and frame["seq"] > self.position.seq:
                self._apply_one(frame)
        self.browser.frames.clear()

    def _apply_one(self, frame: dict) -> None:
        assert frame["seq"] == self.position.seq + 1 or not self.resumes, "a gap"
        self.position = self.position._replace(seq=frame["seq"])
        self.applied.append(frame["seq"])
        if frame["type"] == "test.put":
            self.state[frame["data"]["key"]] = frame["data"]["value"]
        else:
            self.state.pop(frame["data"]["key"], None)


KEYS = st.integers(0, 3)
STEPS = st.one_of(
    st.tuples(st.just("put"), KEYS, st.integers(0, 99)),
    st.tuples(st.just("delete"), KEYS),
    st.tuples(st.just("connect")),
    st.tuples(st.just("lose")),
    st.tuples(st.just("turn")),
    st.tuples(st.just("new page")),
)


async def play(backend, steps, *, resumes: bool = True) -> tuple[Site, list[Page]]:
    hub, site = RoomHub(backend), Site(backend)
    pages = [Page(site, hub, resumes=resumes)]
    try:
        for step, *values in steps:
            if step in ("put", "delete"):
                await asyncio.to_thread(getattr(site, step), *values)
            elif step == "new page":
                pages.append(Page(site, hub, resumes=resumes))
            elif step == "turn":
                await asyncio.sleep(0)
            else:
                await getattr(pages[-1], step)()
        for page in pages:
            await page.catch_up()
    finally:
        await hub.close()
    return site, pages


@given(steps=st.lists(STEPS, max_size=40))
@settings(max_examples=150, deadline=None)
def test_in_memory(steps):
    site, pages = asyncio.run(play(MemoryBackend(), steps))
    assert [page.state for page in pages] == [site.state] * len(pages)


@pytest.mark.skipif(not os.environ.get("REDIS_URL"), reason="no REDIS_URL")
@given(steps=st.lists(STEPS, max_size=40))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_in_redis(steps):
    from live.hub.backends.redis import RedisBackend

    backend = RedisBackend(os.environ["REDIS_URL"], f"test:{uuid.uuid4()}")
    site, pages = asyncio.run(play(backend, steps))
    assert [page.state for page in pages] == [site.state] * len(pages)


def test_a_client_that_does_not_resume_breaks_the_rule():
    """The negative control: without position and resume, what comes between fetch and connect is lost."""
    steps = [("new page",), ("put", 1, 5), ("connect",), ("lose",), ("put", 2, 6), ("connect",)]
    site, pages = asyncio.run(play(MemoryBackend(), steps, resumes=False))
    assert pages[-1].state != site.state
    site, pages = asyncio.run(play(MemoryBackend(), steps))
    assert pages[-1].state == site.state
