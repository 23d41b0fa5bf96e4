"""Logins that end while sockets are open: every process looks again at the sockets of that person, at once."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextvars import Context, copy_context
from dataclasses import dataclass
from typing import ClassVar

import orjson

from live.hub.backends.base import Feed, Message
from live.hub.protocol import Frame, Weight

LOGINS_TOPIC = "logins"

type LookAgain = Callable[[], Awaitable[None]]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class LoginsChanged(Frame):
    """From process to process and never to a browser, so it is not on the list of frames."""

    type: ClassVar[str] = "hub.logins_changed"
    weight: ClassVar[Weight] = Weight.SHOULD
    user_id: int


class LoginWatch:
    """Whose sockets are open here. `look_again` asks the database whether they still may be, and closes what may not."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._lock = asyncio.Lock()
        self._hears = False
        self._open: defaultdict[int, dict[LookAgain, Context]] = defaultdict(dict)
        self._tasks: set[asyncio.Task[None]] = set()

    async def add(self, *, user_id: int, look_again: LookAgain) -> None:
        """Raises BackendAway."""
        async with self._lock:
            if not self._hears:
                await self._feed.subscribe(LOGINS_TOPIC)
                self._hears = True
        self._open[user_id][look_again] = copy_context()

    def remove(self, *, user_id: int, look_again: LookAgain) -> None:
        self._open[user_id].pop(look_again, None)
        if not self._open[user_id]:
            del self._open[user_id]

    def receive(self, message: Message) -> None:
        user_id = orjson.loads(message.text)["data"]["user_id"]
        for look_again, context in tuple(self._open.get(user_id, {}).items()):
            # In the socket's own context: this one is the context of the request that ended the login.
            task = asyncio.get_running_loop().create_task(_look(look_again), context=context.copy())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)


async def _look(look_again: LookAgain) -> None:
    try:
        await look_again()
    except Exception:  # the next message or ping asks once more
        logger.warning("a socket could not be looked at again", exc_info=True)
