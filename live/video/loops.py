"""Demo rooms: the packets of a short mp4, fed for ever and in real time through the same packager as a camera's.

While nobody watches, nothing is packaged and nothing wakes up: after half a minute without a request the loop stops,
and the next request starts it again behind a discontinuity, with three seconds of picture already there.
"""

import asyncio
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import av

from live.video.hub import LiveStream, forget_stream, open_stream
from live.video.packager.errors import BadMedia
from live.video.packager.h264 import video_config
from live.video.packager.samples import MICROSECONDS, AudioChunk, AudioConfig, Item, VideoChunk, VideoConfig
from live.video.packager.sound import audio_config

TICK_SECONDS = 0.2
LEAD_SECONDS = 3.0
IDLE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Loop:
    video: VideoConfig
    audio: AudioConfig | None
    chunks: tuple[VideoChunk | AudioChunk, ...]
    """By timestamp, from zero."""
    duration: int
    """Microseconds; the loop begins again after it."""

    def between(self, start: int, end: int) -> list[Item]:
        """The chunks from `start` up to `end` microseconds, over as many rounds as that takes."""
        items: list[Item] = []
        for turn in range(start // self.duration, end // self.duration + 1):
            shift = turn * self.duration
            first, last = (bisect_left(self.chunks, at - shift, key=_timestamp) for at in (start, end))
            items += [type(chunk)(chunk.timestamp + shift, chunk.data) for chunk in self.chunks[first:last]]
        return items


@lru_cache(maxsize=16)
def read_loop(path: Path) -> Loop:
    """The file is H.264 without B-frames, with AAC, Opus or no sound; anything else raises BadMedia."""
    with av.open(str(path)) as container:
        picture = container.streams.video[0]
        sound = next(iter(container.streams.audio), None)
        chunks: list[VideoChunk | AudioChunk] = []
        end = 0.0
        for packet in container.demux([stream for stream in (picture, sound) if stream]):
            if packet.dts is None or packet.pts is None or packet.time_base is None or not packet.size:
                continue
            if packet.pts != packet.dts:
                raise BadMedia("A loop must have no B-frames.")
            timestamp = round(packet.pts * packet.time_base * MICROSECONDS)
            if packet.stream.type == "video":
                chunks.append(VideoChunk(max(0, timestamp), bytes(packet)))
                end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
            elif timestamp >= 0:
                chunks.append(AudioChunk(timestamp, bytes(packet)))
        video = video_config(bytes(picture.codec_context.extradata or b""))
        audio = audio_config(bytes(sound.codec_context.extradata or b"")) if sound else None
    duration = round(end * MICROSECONDS)
    if duration < MICROSECONDS:
        raise BadMedia("A loop must last a second or more.")
    kept = sorted((chunk for chunk in chunks if chunk.timestamp < duration), key=_timestamp)
    return Loop(video, audio, tuple(kept), duration)


def _timestamp(chunk: VideoChunk | AudioChunk) -> int:
    return chunk.timestamp


class LoopFeeder:
    """Keeps one room on air with a loop. `start` and `stop` belong to a running event loop."""

    def __init__(self, room_id: int, path: Path, *, idle_seconds: float = IDLE_SECONDS) -> None:
        self.room_id = room_id
        self.path = path
        self._idle_seconds = idle_seconds
        self._task: asyncio.Task[None] | None = None
        self._live: LiveStream | None = None
        self._loop: Loop | None = None
        self._position = 0
        self._watched_at = 0.0

    async def start(self) -> None:
        self._loop = await asyncio.to_thread(read_loop, self.path)
        self._live = open_stream(self.room_id, record=False)
        self._live.on_watched = self._watched
        self._resume()

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None
        if self._live is not None:
            self._live.on_watched = None
            self._live.finish()
            forget_stream(self.room_id)
            self._live = None

    def _watched(self) -> None:
        assert self._live is not None
        self._watched_at = self._live.loop.time()
        if self._task is None or self._task.done():
            self._resume()

    def _resume(self) -> None:
        assert self._live is not None and self._loop is not None
        if self._live.publisher is not None or self._live.stream.window.ended:
            return
        self._watched_at = self._live.loop.time()
        lead = min(LEAD_SECONDS, max(0.0, self._live.stream.behind_seconds))
        self._live.begin(lead_seconds=lead)
        # A new run waits for a key frame, so it may as well begin with the one that opens the loop.
        self._position = 0
        self._live.feed([self._loop.video, *([self._loop.audio] if self._loop.audio else [])])
        self._advance(int(lead * MICROSECONDS))
        self._task = self._live.loop.create_task(self._feed(self._live.loop.time() - lead))

    async def _feed(self, began: float) -> None:
        assert self._live is not None
        clock = self._live.loop.time
        while clock() - self._watched_at < self._idle_seconds:
            await asyncio.sleep(TICK_SECONDS)
            if self._live.publisher is not None or self._live.stream.window.ended:
                return
            self._advance(int((clock() - began) * MICROSECONDS))
        self._live.begin()

    def _advance(self, position: int) -> None:
        assert self._live is not None and self._loop is not None
        self._live.feed(self._loop.between(self._position, position))
        self._position = position
