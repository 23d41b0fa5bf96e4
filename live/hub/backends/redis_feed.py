"""The listening side of Redis: one connection for each process, one subscription for each topic."""

from __future__ import annotations

import asyncio
import logging
import random
from typing import Any

import redis.asyncio as redis
from redis.exceptions import RedisError

from live.hub.backends import scripts
from live.hub.backends.base import KEPT_FOR_SECONDS, BackendAway, History, Message, Position, Receive, Resumed
from live.hub.backends.redis_keys import channel_of, fresh, keys_of
from live.hub.protocol import Weight

logger = logging.getLogger(__name__)

ANSWER_SECONDS = 5
RECONNECT_SECONDS = 0.5


class RedisFeed:
    def __init__(self, url: str, prefix: str, receive: Receive, resumed: Resumed) -> None:
        self._prefix = prefix
        self._receive = receive
        self._resumed = resumed
        self._redis = redis.Redis.from_url(url, socket_connect_timeout=2, health_check_interval=15)
        self._history = self._redis.register_script(scripts.HISTORY)
        self._pubsub = self._redis.pubsub()
        self._topics: dict[bytes, str] = {}  # by channel
        self._confirmed: dict[bytes, asyncio.Future[None]] = {}
        self._reader: asyncio.Task[None] | None = None
        # One at a time: of two first subscriptions at once each would open a connection, and only one of them is read.
        self._speaking = asyncio.Lock()

    async def subscribe(self, topic: str) -> None:
        """Returns once Redis has confirmed, so that whatever is published from here on arrives."""
        channel = channel_of(self._prefix, topic).encode()
        confirmed = asyncio.get_running_loop().create_future()
        self._topics[channel], self._confirmed[channel] = topic, confirmed
        try:
            async with self._speaking:
                await self._pubsub.subscribe(channel)
            if self._reader is None:
                self._reader = asyncio.create_task(self._read())
            await asyncio.wait_for(asyncio.shield(confirmed), ANSWER_SECONDS)
        except (RedisError, OSError, TimeoutError) as error:
            raise BackendAway from error

    async def unsubscribe(self, topic: str) -> None:
        channel = channel_of(self._prefix, topic).encode()
        self._topics.pop(channel, None)
        self._confirmed.pop(channel, None)
        try:
            async with self._speaking:
                await self._pubsub.unsubscribe(channel)
        except (RedisError, OSError):
            logger.warning("could not unsubscribe from %s", topic)

    async def history(self, topic: str, since: Position | None) -> History:
        wanted = since or Position("", -1)
        arguments = [*fresh(), wanted.epoch, wanted.seq, KEPT_FOR_SECONDS]
        try:
            answer: Any = await self._history(keys=keys_of(self._prefix, topic), args=arguments)
        except (RedisError, OSError) as error:
            raise BackendAway from error
        position = Position(answer[0].decode(), int(answer[1]))
        return History(position, [parse(text) for text in answer[3]] if answer[2] else None)

    async def close(self) -> None:
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)
        await self._pubsub.aclose()
        await self._redis.aclose()

    async def _read(self) -> None:
        """Until closed. A lost connection is made again, and the client then subscribes anew by itself."""
        while True:
            try:
                answer = await self._pubsub.get_message(timeout=10)
                if answer is not None:
                    self._take(answer)
            except (RedisError, OSError) as error:
                logger.warning("room frames are interrupted: %r", error)
                await asyncio.sleep(RECONNECT_SECONDS * random.uniform(0.5, 1.5))  # noqa: S311
            except Exception:
                logger.exception("a room frame could not be handed on")

    def _take(self, answer: dict[str, Any]) -> None:
        channel = answer["channel"]
        topic = self._topics.get(channel)
        if topic is None:
            return
        if answer["type"] == "message":
            self._receive(topic, parse(answer["data"]))
        elif answer["type"] == "subscribe":
            confirmed = self._confirmed[channel]
            if confirmed.done():  # a second confirmation: the connection was lost in between
                self._resumed(topic)
            else:
                confirmed.set_result(None)


def parse(stored: bytes) -> Message:
    head, text = stored.decode().split("\n", 1)
    epoch, seq, weight, type_ = head.split(" ")
    return Message(epoch, int(seq), Weight(weight), type_, text)
