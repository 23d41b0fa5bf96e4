"""Scripted viewers: sockets that nobody reads. They count in presence like everybody else."""

from __future__ import annotations

import random
import time
from typing import Any

from live.hub.broadcast import room_topic
from live.hub.hub import RoomHub
from live.hub.sockets import Socket


async def _unread(event: dict[str, Any]) -> None:
    """What a browser would be sent."""


async def _leave_it(code: int) -> None:
    """Nobody there to be told that the socket is stuck."""


class Audience:
    def __init__(self, hub: RoomHub, room_id: int, *, people: list[int], guests: int) -> None:
        self._hub = hub
        self._topic = room_topic(room_id)
        names = [f"user:{person}" for person in people] + [f"demo:{room_id}:{number}" for number in range(guests)]
        self._sockets = [Socket(_unread, on_stuck=_leave_it, person=name) for name in names]
        self._guests = self._sockets[len(people) :]

    async def enter(self) -> None:
        self.stay()
        for socket in self._sockets:
            await self._hub.join(topic=self._topic, socket=socket, since=None)

    async def leave(self) -> None:
        for socket in self._sockets:
            await self._hub.leave(topic=self._topic, socket=socket)

    def stay(self) -> None:
        """Presence forgets a socket that was not heard of for a minute."""
        now = time.monotonic()
        for socket in self._sockets:
            socket.seen_at = now

    def stir(self) -> None:
        """Somebody comes, somebody goes."""
        if self._guests:
            guest = random.choice(self._guests)
            guest.counted = not guest.counted

    @property
    def size(self) -> int:
        return len(self._sockets)

    @property
    def has_company(self) -> bool:
        """Whether anybody real listens in this process."""
        return self._hub.sockets_in(self._topic) > self.size
