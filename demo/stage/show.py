"""One open demo room: its loop, its viewers, and what they do. Busy only while somebody real is there."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from typing import Any

from core.errors import Refused
from demo.stage.acts import Acts
from demo.stage.audience import Audience
from demo.stage.rooms import StagedRoom
from live.hub.hub import get_hub
from live.rooms.consumers.pulse import start_pulse
from live.rooms.services import like
from live.video.hub import stream_of
from live.video.loops import LoopFeeder

COMPANY_LOOKED_FOR_EVERY_SECONDS = 2.0
PAUSE_SECONDS = (4.0, 9.0)
CHORES_EVERY_SECONDS = 60.0
GUESTS = {"oranges": 26, "tea": 14, "factory": 19}

logger = logging.getLogger(__name__)

type Do = Callable[[Callable[[], Any]], Awaitable[Any]]


class Show:
    """`start` and `stop` belong to a running event loop; `do` runs database work in a thread."""

    def __init__(self, room: StagedRoom, do: Do) -> None:
        self.room = room
        self.feeder = LoopFeeder(room.room_id, room.loop)
        self.audience = Audience(
            get_hub(), room.room_id, people=list(room.viewers.values()), guests=GUESTS.get(room.content.key, 9)
        )
        self._acts = Acts(room)
        self._do = do
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        start_pulse()
        await self.feeder.start()
        await self.audience.enter()
        self._task = asyncio.create_task(self._play(), name=f"demo room {self.room.content.key}")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self.audience.leave()
        await self.feeder.stop()

    @property
    def is_really_live(self) -> bool:
        """A real host sends pictures: then the scripted one says and shows nothing."""
        live = stream_of(self.room.room_id)
        return live is not None and live.publisher is not None

    async def _play(self) -> None:
        clock = asyncio.get_running_loop().time
        chores_at = 0.0
        while True:
            self.audience.stay()
            if clock() >= chores_at:
                chores_at = clock() + CHORES_EVERY_SECONDS
                await self._try(self._acts.chores)
            if not self.audience.has_company:
                await asyncio.sleep(COMPANY_LOOKED_FOR_EVERY_SECONDS)
                continue
            await self._act()
            await asyncio.sleep(random.uniform(*PAUSE_SECONDS))

    async def _act(self) -> None:
        self.audience.stir()
        like(room_id=self.room.room_id, count=random.randint(1, 3))
        await self._try(self._acts.talk)
        await self._try(self._acts.do_something)

    async def _try(self, act: Callable[..., None]) -> None:
        """What is refused (somebody was muted, the room has just ended) is left undone."""
        host_is_scripted = not self.is_really_live
        has_company = self.audience.has_company
        try:
            await self._do(lambda: act(host_is_scripted=host_is_scripted, has_company=has_company))
        except Refused:
            pass
        except Exception:
            logger.warning("demo room %s: %s failed", self.room.content.key, act.__name__, exc_info=True)
