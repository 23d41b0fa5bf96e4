"""Sockets without a server, and both backends."""

import asyncio
import json
import os
import uuid
from dataclasses import dataclass
from typing import ClassVar

import pytest

from live.hub.backends.base import Position
from live.hub.backends.memory import MemoryBackend
from live.hub.encoding import encode_body
from live.hub.hub import RoomHub
from live.hub.protocol import Frame, Weight
from live.hub.sockets import Socket

TOPIC = "room.1"


@dataclass(frozen=True, kw_only=True)
class Said(Frame):
    type: ClassVar[str] = "test.said"
    weight: ClassVar[Weight] = Weight.SHOULD
    text: str


@dataclass(frozen=True, kw_only=True)
class Pinned(Frame):
    type: ClassVar[str] = "test.pinned"
    number: int


@dataclass(frozen=True, kw_only=True)
class Counted(Frame):
    type: ClassVar[str] = "test.counted"
    weight: ClassVar[Weight] = Weight.MAY
    likes: int


@pytest.fixture(params=["memory", "redis"])
def backend(request):
    if request.param == "memory":
        return MemoryBackend()
    url = os.environ.get("REDIS_URL")
    if not url:
        pytest.skip("no REDIS_URL")
    from live.hub.backends.redis import RedisBackend

    return RedisBackend(url, f"test:{uuid.uuid4()}")


def say(backend, frame: Frame, topic: str = TOPIC) -> Position:
    return backend.publish(topic=topic, type=frame.type, weight=frame.weight, body=encode_body(frame))


class Browser:
    """A socket's other end. `slow()` makes it stop reading until `read()`."""

    def __init__(self) -> None:
        self.frames: list[dict] = []
        self.closed_with: int | None = None
        self.readable = asyncio.Event()
        self.readable.set()
        self.socket = Socket(self._send, on_stuck=self._stuck)

    async def _send(self, event: dict) -> None:
        await self.readable.wait()
        self.frames.append(json.loads(event["text"]))

    async def _stuck(self, code: int) -> None:
        self.closed_with = code

    def slow(self) -> None:
        self.readable.clear()

    async def read(self) -> None:
        self.readable.set()
        await settle()

    @property
    def seqs(self) -> list[int]:
        return [frame["seq"] for frame in self.frames if "seq" in frame]

    def of(self, type: str) -> list[dict]:
        return [frame["data"] for frame in self.frames if frame["type"] == type]


async def settle(turns: int = 20) -> None:
    """Let everything that is ready run."""
    for _ in range(turns):
        await asyncio.sleep(0)


async def until(condition) -> None:
    """Frames through Redis need the network; ten seconds is a failure."""
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.002)


@pytest.fixture
async def hub(backend):
    hub = RoomHub(backend)
    yield hub
    await hub.close()


@pytest.fixture
def join(hub):
    async def join(since: Position | None = None, browser: Browser | None = None) -> Browser:
        browser = browser or Browser()
        await hub.join(topic=TOPIC, socket=browser.socket, since=since)
        return browser

    return join
