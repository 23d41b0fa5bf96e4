"""Which rooms are on: looked up every few seconds, so that rooms may open, end and begin again after a restart."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import close_old_connections, connections

from demo.stage import rooms
from demo.stage.rooms import StagedRoom
from demo.stage.show import Show

ROUND_SECONDS = 5.0

logger = logging.getLogger(__name__)


class Backstage:
    """The one thread in which the stage speaks to the database."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="demo-stage")

    async def do[Result](self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._pool, _with_fresh_connections, work)

    def close(self) -> None:
        self._pool.submit(connections.close_all)
        self._pool.shutdown(wait=False)


def _with_fresh_connections[Result](work: Callable[[], Result]) -> Result:
    close_old_connections()
    return work()


class Stage:
    """`run` until it is cancelled; then nothing of it is left."""

    def __init__(self, *, round_seconds: float = ROUND_SECONDS) -> None:
        self.shows: dict[int, Show] = {}
        self._round_seconds = round_seconds
        self._backstage = Backstage()

    async def run(self) -> None:
        try:
            while True:
                try:
                    await self.look()
                except Exception:
                    logger.warning("the demo stage could not look after its rooms", exc_info=True)
                await asyncio.sleep(self._round_seconds)
        finally:
            await self.close()

    async def look(self) -> None:
        """Begin the shows of rooms that are open now, end those of rooms that are not."""
        staged = {room.room_id: room for room in await self._backstage.do(rooms.open_rooms)}
        for room_id in self.shows.keys() - staged.keys():
            # Forgotten only once it has ended: a stop cut short is then done again by `close`.
            await self.shows[room_id].stop()
            del self.shows[room_id]
        for room_id in staged.keys() - self.shows.keys():
            await self._begin(staged[room_id])

    async def _begin(self, room: StagedRoom) -> None:
        show = Show(room, self._backstage.do)
        self.shows[room.room_id] = show
        await show.start()

    async def close(self) -> None:
        shows, self.shows = list(self.shows.values()), {}
        await asyncio.gather(*(show.stop() for show in shows), return_exceptions=True)
        self._backstage.close()
