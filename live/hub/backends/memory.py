"""Everything in this process: the small size."""

from __future__ import annotations

import asyncio
import secrets
import threading
import time
from collections import deque
from dataclasses import dataclass, field

from live.hub.backends.base import (
    FRAMES_KEPT,
    KEPT_FOR_SECONDS,
    PRESENCE_SECONDS,
    TOPIC_FORGOTTEN_AFTER_SECONDS,
    Feed,
    History,
    Message,
    Position,
    Receive,
    Resumed,
)
from live.hub.encoding import complete
from live.hub.protocol import Weight


@dataclass
class Log:
    """One topic's numbers and last frames."""

    epoch: str = field(default_factory=lambda: secrets.token_hex(6))
    seq: int = 0
    frames: deque[tuple[float, Message]] = field(default_factory=lambda: deque(maxlen=FRAMES_KEPT))
    latest: dict[str, Message] = field(default_factory=dict)
    touched: float = 0.0

    def append(self, *, type: str, weight: Weight, body: bytes, now: float) -> Message:
        if weight != Weight.MAY:
            self.seq += 1
        message = Message(self.epoch, self.seq, weight, type, complete(self.seq, body))
        if weight == Weight.MAY:
            self.latest[type] = message
        else:
            self.frames.append((now, message))
        self.touched = now
        return message

    def since(self, position: Position | None, now: float) -> History:
        while self.frames and self.frames[0][0] < now - KEPT_FOR_SECONDS:
            self.frames.popleft()
        here = Position(self.epoch, self.seq)
        if position is None:
            return History(here, list(self.latest.values()))
        oldest = self.frames[0][1].seq if self.frames else self.seq + 1
        if position.epoch != self.epoch or not oldest - 1 <= position.seq <= self.seq:
            return History(here, None)
        missed = [message for _at, message in self.frames if message.seq > position.seq]
        return History(here, missed + list(self.latest.values()))


class MemoryBackend:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._logs: dict[str, Log] = {}
        self._feeds: dict[str, set[MemoryFeed]] = {}
        self._claims: dict[str, float] = {}
        self._presence: dict[str, dict[str, tuple[int, float]]] = {}
        self._swept = 0.0

    def publish(self, *, topic: str, type: str, weight: Weight, body: bytes) -> Position:
        with self._lock:
            message = self._log(topic).append(type=type, weight=weight, body=body, now=time.monotonic())
            # Under the lock, so that two threads cannot hand their frames over in the wrong order.
            for feed in self._feeds.get(topic, ()):
                feed.hand_over(topic, message)
        return Position(message.epoch, message.seq)

    def position(self, *, topic: str) -> Position:
        with self._lock:
            log = self._log(topic)
            return Position(log.epoch, log.seq)

    def history(self, topic: str, since: Position | None) -> History:
        with self._lock:
            return self._log(topic).since(since, time.monotonic())

    def claim(self, *, name: str, seconds: float) -> bool:
        now = time.monotonic()
        with self._lock:
            if self._claims.get(name, 0.0) > now:
                return False
            self._claims[name] = now + seconds
            return True

    def report_presence(self, *, topic: str, process: str, people: int) -> int:
        with self._lock:
            self._presence.setdefault(topic, {})[process] = (people, time.monotonic() + PRESENCE_SECONDS)
        return self.presence(topics=[topic])[0]

    def presence(self, *, topics: list[str]) -> list[int]:
        now = time.monotonic()
        with self._lock:
            return [
                sum(people for people, fresh_until in self._presence.get(topic, {}).values() if fresh_until > now)
                for topic in topics
            ]

    def feed(self, *, receive: Receive, resumed: Resumed) -> Feed:
        return MemoryFeed(self, receive)

    def add_feed(self, topic: str, feed: MemoryFeed) -> None:
        with self._lock:
            self._feeds.setdefault(topic, set()).add(feed)

    def remove_feed(self, topic: str, feed: MemoryFeed) -> None:
        with self._lock:
            feeds = self._feeds.get(topic, set())
            feeds.discard(feed)
            if not feeds:
                self._feeds.pop(topic, None)

    def _log(self, topic: str) -> Log:
        now = time.monotonic()
        if now - self._swept > KEPT_FOR_SECONDS:
            self._swept = now
            self._forget_idle(now)
        log = self._logs.setdefault(topic, Log())
        log.touched = now
        return log

    def _forget_idle(self, now: float) -> None:
        """Drop what nobody hears or asks for. Who comes back after that finds a new epoch and reloads."""
        idle = [
            topic
            for topic, log in self._logs.items()
            if topic not in self._feeds and now - log.touched > TOPIC_FORGOTTEN_AFTER_SECONDS
        ]
        for topic in idle:
            del self._logs[topic]
            self._presence.pop(topic, None)
        self._claims = {name: until for name, until in self._claims.items() if until > now}


class MemoryFeed:
    def __init__(self, backend: MemoryBackend, receive: Receive) -> None:
        self._backend = backend
        self._receive = receive
        self._loop = asyncio.get_running_loop()
        self._topics: set[str] = set()

    def hand_over(self, topic: str, message: Message) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._receive, topic, message)

    async def subscribe(self, topic: str) -> None:
        self._topics.add(topic)
        self._backend.add_feed(topic, self)

    async def unsubscribe(self, topic: str) -> None:
        self._topics.discard(topic)
        self._backend.remove_feed(topic, self)

    async def history(self, topic: str, since: Position | None) -> History:
        return self._backend.history(topic, since)

    async def close(self) -> None:
        for topic in list(self._topics):
            await self.unsubscribe(topic)
