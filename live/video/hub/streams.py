"""One room's stream in this process, and those who wait for its next part."""

import asyncio
import time
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Protocol

from live.video.hub.recorder import Recorder
from live.video.packager.playlist import media_playlist
from live.video.packager.samples import Item
from live.video.packager.stream import Stream
from live.video.packager.window import Init, Segment

SILENT_SECONDS = 3
"""Without a new part for this long the picture counts as paused."""
ABANDONED_SECONDS = 5
"""A publisher that sent nothing for this long may be replaced by anyone who may publish."""


class StreamState(StrEnum):
    WAITING = "waiting"
    LIVE = "live"
    PAUSED = "paused"
    ENDED = "ended"


class Publisher(Protocol):
    user_id: int

    async def give_way(self) -> None: ...


class LiveStream:
    """Belongs to the event loop it was made in; `feed` and everything else run there."""

    def __init__(
        self, room_id: int, *, recorder: Recorder | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        self.room_id = room_id
        self.loop = asyncio.get_running_loop()
        self.recorder = recorder
        self.stream = Stream(clock=clock, on_segment=self._keep)
        self.publisher: Publisher | None = None
        self.on_watched: Callable[[], None] | None = None
        """Called at every request of a viewer; a demo loop starts again by it."""
        self._fed_at = self._part_at = 0.0
        self._changed: asyncio.Future[None] | None = None
        self._playlists: dict[bool, tuple[int, bytes]] = {}

    @property
    def state(self) -> StreamState:
        if self.stream.window.ended:
            return StreamState.ENDED
        if not self.stream.changes:
            return StreamState.WAITING
        return StreamState.PAUSED if self.loop.time() - self._part_at > SILENT_SECONDS else StreamState.LIVE

    @property
    def is_kept(self) -> bool:
        """For the replay, as far as that is wanted and there is room."""
        return self.recorder is None or self.recorder.is_keeping

    @property
    def init(self) -> Init | None:
        """The newest initialisation section that a listed segment needs."""
        inits = self.stream.window.inits
        return inits[max(inits)] if inits else None

    def claim(self, publisher: Publisher) -> bool:
        """Makes `publisher` the room's only one. The same person again takes over; anyone else is refused."""
        current = self.publisher
        if current is not None:
            abandoned = self.loop.time() - self._fed_at > ABANDONED_SECONDS
            if current.user_id != publisher.user_id and not abandoned:
                return False
            self.loop.create_task(current.give_way())
        self.publisher = publisher
        self._fed_at = self.loop.time()
        self.begin()
        return True

    def release(self, publisher: Publisher) -> None:
        if self.publisher is publisher:
            self.publisher = None
            self.begin()

    def begin(self, *, lead_seconds: float = 0) -> None:
        before = self.stream.changes
        self.stream.begin(lead_seconds=lead_seconds)
        self._notice(before)

    def feed(self, items: Iterable[Item]) -> None:
        """From a socket and from a demo loop alike. Raises BadMedia."""
        self._fed_at = self.loop.time()
        before = self.stream.changes
        try:
            for item in items:
                self.stream.take(item)
        finally:
            self._notice(before)

    def finish(self) -> None:
        if not self.stream.window.ended:
            self.stream.finish()
            self._wake()
            if self.recorder:
                self.recorder.finish()

    def watched(self) -> None:
        if self.on_watched:
            self.on_watched()

    async def until(self, reached: Callable[[], bool], *, seconds: float) -> bool:
        """Waits for parts until `reached()`, at most `seconds`; answers whether it was."""
        try:
            async with asyncio.timeout(seconds):
                while not reached():
                    if self._changed is None:
                        self._changed = self.loop.create_future()
                    await asyncio.shield(self._changed)
        except TimeoutError:
            return reached()
        return True

    def playlist(self, *, skip: bool) -> bytes:
        """The media playlist, made once for all who ask between two parts."""
        changes, text = self._playlists.get(skip, (-1, b""))
        if changes != self.stream.changes:
            text = media_playlist(self.stream.window, skip=skip).encode()
            self._playlists[skip] = (self.stream.changes, text)
        return text

    def _keep(self, segment: Segment, init: Init) -> None:
        if self.recorder:
            self.recorder.put(segment, init)

    def _notice(self, before: int) -> None:
        if self.stream.changes != before:
            self._part_at = self.loop.time()
            self._wake()

    def _wake(self) -> None:
        if self._changed is not None:
            self._changed.set_result(None)
            self._changed = None
