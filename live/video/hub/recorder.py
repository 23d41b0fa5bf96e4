"""Takes finished segments to storage and database, in batches and off the event loop."""

import asyncio
import logging
from contextlib import suppress

from channels.db import database_sync_to_async

from live.video.models import Recording
from live.video.packager.window import Init, Segment
from live.video.services.recordings import NewSegment, end_recordings, save_segments, start_recording

BATCH_SECONDS = 4
ENDING_TRIES = 450
"""Half an hour of a full disk: until then the replay is published as soon as there is room."""
MAX_WAITING_SEGMENTS = 120
"""Two minutes of a disk that does not answer; then segments are lost rather than memory."""

logger = logging.getLogger(__name__)


class Recorder:
    """Belongs to one event loop. Failing to keep a segment never disturbs the stream."""

    def __init__(self, room_id: int, *, batch_seconds: float = BATCH_SECONDS) -> None:
        self._room_id = room_id
        self._batch_seconds = batch_seconds
        self._waiting: list[tuple[Segment, Init]] = []
        self._finished = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._recording: Recording | None = None
        self._number = 0
        self._kept_init: Init | None = None
        self._init_number = 0
        self.is_keeping = True
        """What came last could be kept; the host is told when not. It is tried again with all that comes."""

    def put(self, segment: Segment, init: Init) -> None:
        if len(self._waiting) >= MAX_WAITING_SEGMENTS:
            logger.error("Room %s: storage does not keep up, a segment is lost.", self._room_id)
            self._kept_init = None
            self.is_keeping = False
            return
        self._waiting.append((segment, init))
        self._start()

    def finish(self) -> None:
        """Nothing more will come: what waits is saved now."""
        self._finished.set()
        self._start()

    async def wait(self) -> None:
        """Until everything is saved, after `finish`."""
        if self._task is not None:
            await self._task

    def _start(self) -> None:
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._work())

    async def _work(self) -> None:
        while not self._finished.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._finished.wait(), self._batch_seconds)
            await self._save()
        await self._save()
        for _try in range(ENDING_TRIES):
            try:
                await database_sync_to_async(end_recordings, thread_sensitive=False)(room_id=self._room_id)
            except Exception:
                logger.exception("Room %s: the recording could not be ended.", self._room_id)
                await asyncio.sleep(self._batch_seconds)
            else:
                return

    async def _save(self) -> None:
        batch, self._waiting = self._waiting, []
        if not batch:
            return
        try:
            if self._recording is None:
                start = database_sync_to_async(start_recording, thread_sensitive=False)
                self._recording = await start(room_id=self._room_id)
            segments = [self._numbered(segment, init) for segment, init in batch]
            save = database_sync_to_async(save_segments, thread_sensitive=False)
            await save(recording=self._recording, segments=segments)
            self.is_keeping = True
        except Exception:
            logger.exception("Room %s: %s segments could not be kept.", self._room_id, len(batch))
            self._kept_init = None
            self.is_keeping = False

    def _numbered(self, segment: Segment, init: Init) -> NewSegment:
        number = self._number
        self._number += 1
        first_with_init = init is not self._kept_init
        if first_with_init:
            self._kept_init, self._init_number = init, number
        return NewSegment(
            number=number,
            init_number=self._init_number,
            init=init.data if first_with_init else None,
            data=segment.data,
            starts_at=segment.starts_at,
            seconds=segment.seconds,
            discontinuity=first_with_init and number > 0,
        )
