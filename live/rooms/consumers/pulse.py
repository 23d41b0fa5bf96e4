"""Once a second, in each process that has somebody in a room: write the likes, count the people, tell the room."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async

from live.hub.backends import get_backend
from live.hub.broadcast import room_topic, send_frame
from live.hub.hub import RoomHub, get_hub
from live.rooms.models import Room
from live.rooms.protocol import RoomCounters
from live.rooms.services import write_likes

logger = logging.getLogger(__name__)

PULSE_SECONDS = 1.0
REPORT_SECONDS = 20.0  # how often an unchanged number of people is reported, well within its time to live


class Pulse:
    def __init__(self) -> None:
        self.process = secrets.token_hex(6)
        self._reported: dict[int, tuple[int, float]] = {}
        self._told: dict[int, tuple[int, int]] = {}

    async def run(self, hub: RoomHub) -> None:
        while True:
            await asyncio.sleep(PULSE_SECONDS)
            here = rooms_with_sockets(hub)
            try:
                await database_sync_to_async(self.beat)(here, now=time.monotonic())
            except Exception:
                logger.warning("a room's counters could not be told", exc_info=True)

    def beat(self, here: dict[int, int], *, now: float) -> None:
        """`here` is how many people this process has in each room; a room that was left is reported empty once."""
        write_likes()
        gone = {room_id: 0 for room_id in self._reported if room_id not in here}
        if not here and not gone:
            return
        likes = dict(Room.objects.filter(pk__in={*here, *gone}).values_list("pk", "likes"))
        for room_id, people in (here | gone).items():
            viewers = self._report(room_id, people, now)
            self._tell(room_id, viewers, likes.get(room_id, 0))
        for room_id in gone:
            del self._reported[room_id]
            self._told.pop(room_id, None)

    def _report(self, room_id: int, people: int, now: float) -> int:
        topic = room_topic(room_id)
        before, at = self._reported.get(room_id, (-1, 0.0))
        if people == before and now - at < REPORT_SECONDS:
            return get_backend().presence(topics=[topic])[0]
        self._reported[room_id] = (people, now)
        return get_backend().report_presence(topic=topic, process=self.process, people=people)

    def _tell(self, room_id: int, viewers: int, likes: int) -> None:
        """Only what changed, and at most one frame a second for a room, whichever process sends it."""
        if self._told.get(room_id) == (viewers, likes):
            return
        if get_backend().claim(name=f"counters:{room_id}", seconds=PULSE_SECONDS * 0.9):
            send_frame(topic=room_topic(room_id), frame=RoomCounters(viewers=viewers, likes=likes))
            self._told[room_id] = (viewers, likes)


def rooms_with_sockets(hub: RoomHub) -> dict[int, int]:
    now = time.monotonic()
    rooms = (topic for topic in hub.topics() if topic.startswith("room."))
    return {int(topic.removeprefix("room.")): hub.people_in(topic, now=now) for topic in rooms}


_pulses: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Task[None]] = WeakKeyDictionary()


def start_pulse() -> None:
    """Idempotent: the running loop has one pulse."""
    loop = asyncio.get_running_loop()
    if loop not in _pulses:
        _pulses[loop] = loop.create_task(Pulse().run(get_hub()))
