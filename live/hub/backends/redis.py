"""Topics in Redis: the large size. This is the sending side; `redis_feed.py` listens."""

from __future__ import annotations

import time

import redis
from django.conf import settings

from live.hub.backends import scripts
from live.hub.backends.base import (
    FRAMES_KEPT,
    PRESENCE_SECONDS,
    Feed,
    Position,
    Receive,
    Resumed,
)
from live.hub.backends.redis_feed import RedisFeed
from live.hub.backends.redis_keys import channel_of, fresh, keys_of, presence_key
from live.hub.protocol import Weight

PREFIX = "daji:hub"
CONNECT_SECONDS = 2


class RedisBackend:
    def __init__(self, url: str = "", prefix: str = "") -> None:
        self._url = url or settings.REDIS_URL
        self._prefix = prefix or getattr(settings, "DAJI_HUB_PREFIX", PREFIX)
        self._redis = redis.Redis.from_url(
            self._url, socket_connect_timeout=CONNECT_SECONDS, socket_timeout=5, health_check_interval=15
        )
        self._publish = self._redis.register_script(scripts.PUBLISH)
        self._position = self._redis.register_script(scripts.POSITION)

    def publish(self, *, topic: str, type: str, weight: Weight, body: bytes) -> Position:
        arguments: list[str | int | bytes] = [str(weight), type, body, FRAMES_KEPT, channel_of(self._prefix, topic)]
        epoch, seq = self._publish(keys=keys_of(self._prefix, topic), args=[*fresh(), *arguments])
        return Position(epoch.decode(), int(seq))

    def position(self, *, topic: str) -> Position:
        epoch, seq = self._position(keys=keys_of(self._prefix, topic), args=fresh())
        return Position(epoch.decode(), int(seq))

    def claim(self, *, name: str, seconds: float) -> bool:
        return bool(self._redis.set(f"{self._prefix}:claim:{name}", 1, nx=True, px=int(seconds * 1000)))

    def report_presence(self, *, topic: str, process: str, people: int) -> int:
        key = presence_key(self._prefix, topic)
        fresh_until = time.time() + PRESENCE_SECONDS
        with self._redis.pipeline(transaction=False) as pipeline:
            pipeline.hset(key, process, f"{people} {fresh_until:.0f}")
            pipeline.expire(key, PRESENCE_SECONDS * 2)
            pipeline.execute()
        return self.presence(topics=[topic])[0]

    def presence(self, *, topics: list[str]) -> list[int]:
        with self._redis.pipeline(transaction=False) as pipeline:
            for topic in topics:
                pipeline.hvals(presence_key(self._prefix, topic))
            reports = pipeline.execute()
        return [_fresh_people(values) for values in reports]

    def feed(self, *, receive: Receive, resumed: Resumed) -> Feed:
        return RedisFeed(self._url, self._prefix, receive, resumed)


def _fresh_people(values: list[bytes]) -> int:
    now = time.time()
    reports = (value.decode().split() for value in values)
    return sum(int(people) for people, fresh_until in reports if float(fresh_until) > now)
