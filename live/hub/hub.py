"""The process's switchboard: one subscription for each topic, however many sockets listen to it."""

from __future__ import annotations

import asyncio
import logging
from weakref import WeakKeyDictionary

from live.hub.backends import get_backend
from live.hub.backends.base import PRESENCE_SECONDS, Backend, Message, Position
from live.hub.logins import LOGINS_TOPIC, LoginWatch
from live.hub.sockets import Socket
from live.hub.topics import Topic

logger = logging.getLogger(__name__)


class RoomHub:
    def __init__(self, backend: Backend) -> None:
        self._feed = backend.feed(receive=self._receive, resumed=self._catch_up)
        self.logins = LoginWatch(self._feed)
        self._topics: dict[str, Topic] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def join(self, *, topic: str, socket: Socket, since: Position | None) -> None:
        """Let the socket hear the topic: what it missed since its position, then everything, without gap or double."""
        here = self._topics.setdefault(topic, Topic(topic))
        here.sockets.add(socket)
        async with here.lock:
            if here.position is None:
                await self._feed.subscribe(topic)
                here.position = (await self._feed.history(topic, None)).position
        history = await self._feed.history(topic, since)
        socket.start(history, resuming=since is not None)

    async def leave(self, *, topic: str, socket: Socket) -> None:
        socket.close()
        here = self._topics.get(topic)
        if here is None:
            return
        here.sockets.discard(socket)
        async with here.lock:
            if not here.sockets and here.position is not None:
                here.position = None
                await self._feed.unsubscribe(topic)
            if not here.sockets and self._topics.get(topic) is here:
                del self._topics[topic]

    def topics(self) -> list[str]:
        return list(self._topics)

    def sockets_in(self, topic: str) -> int:
        here = self._topics.get(topic)
        return len(here.sockets) if here else 0

    def people_in(self, topic: str, *, now: float) -> int:
        """Different people whose sockets were heard of within the last minute."""
        here = self._topics.get(topic)
        if here is None:
            return 0
        fresh = now - PRESENCE_SECONDS
        return len({socket.person for socket in here.sockets if socket.counted and socket.seen_at >= fresh})

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await self._feed.close()

    def _receive(self, name: str, message: Message) -> None:
        if name == LOGINS_TOPIC:
            self.logins.receive(message)
            return
        topic = self._topics.get(name)
        if topic is not None and not topic.receive(message):
            self._catch_up(name)

    def _catch_up(self, name: str) -> None:
        topic = self._topics.get(name)
        if topic is None or topic.position is None or topic.is_catching_up:
            return
        topic.is_catching_up = True
        task = asyncio.get_running_loop().create_task(self._fetch_missed(topic, topic.position))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _fetch_missed(self, topic: Topic, position: Position) -> None:
        try:
            history = await self._feed.history(topic.name, position)
        except Exception:
            # The feed calls again once it is connected again.
            logger.warning("could not catch up with %s", topic.name, exc_info=True)
            topic.is_catching_up = False
            return
        if not topic.caught_up(history):
            self._catch_up(topic.name)


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, RoomHub] = WeakKeyDictionary()


def get_hub() -> RoomHub:
    """The hub of the running event loop; a server process has one of each."""
    loop = asyncio.get_running_loop()
    hub = _hubs.get(loop)
    if hub is None:
        hub = _hubs[loop] = RoomHub(get_backend())
    return hub
