"""One live stream: items from a publisher go in, parts and segments come out, through any number of re-publishings."""

import time
from collections.abc import Callable, Iterable
from itertools import count

from live.video.packager.audio_lane import AudioLane
from live.video.packager.errors import BadMedia
from live.video.packager.h264 import has_key_picture
from live.video.packager.run import ReadyPart, Run
from live.video.packager.samples import MICROSECONDS, AudioChunk, AudioConfig, Item, VideoChunk, VideoConfig
from live.video.packager.sound import opus_config
from live.video.packager.window import Init, Part, Segment, Window

START_PATIENCE = 1 * MICROSECONDS
"""How long the first pictures wait for the sound's description. A publisher without a microphone gets a silent track:
a player that saw sound once cannot go on without it, nor the other way round."""
JUMP = 5 * MICROSECONDS
"""Timestamps that move further than this begin a new run at the next key frame."""
FURTHEST_AHEAD = 10 * MICROSECONDS
MAX_JUMPS = 5
MAX_WAITING = 600
NUMBERS_A_SECOND = 2
"""Segment numbers start from the clock and rise slower than this, so they never fall when the server starts anew."""


class Stream:
    """Not thread-safe: one event loop feeds and reads it. `on_segment` gets each segment when it is complete."""

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.time,
        on_segment: Callable[[Segment, Init], None] | None = None,
    ) -> None:
        self._clock = clock
        self._on_segment = on_segment
        self._origin = clock()
        self.window = Window(first_number=int(self._origin * NUMBERS_A_SECOND))
        self.changes = 0
        """Rises with every part and at the end, so that a rendered playlist can be kept until it is stale."""
        self.dropped = 0
        self.newest_key: tuple[VideoConfig, bytes] | None = None
        self._sequence = count(1)
        self._end = 0
        self._run: Run | None = None
        self._init: Init | None = None
        self._discontinuity = False
        self.begin()

    @property
    def behind_seconds(self) -> float:
        """How long ago the newest part ended."""
        return self._clock() - self._origin - self._end / MICROSECONDS

    def begin(self, *, lead_seconds: float = 0) -> None:
        """A publisher starts, for the first time or again. `lead_seconds` lets a prepared loop start in the past."""
        self._close_run()
        self._video: VideoConfig | None = None
        self._audio: AudioConfig | None = None
        self._changed = False
        self._waiting: list[VideoChunk | AudioChunk] = []
        self._offset = 0
        self._lead = int(lead_seconds * MICROSECONDS)
        self._jumps = 0
        self._keyless = 0

    def finish(self) -> None:
        """The room has ended; nothing more will come."""
        self._close_run()
        self.window.ended = True
        self.changes += 1

    def take(self, item: Item) -> None:
        """Raises BadMedia for what cannot be packaged; what was packaged stays, and a new publisher may begin."""
        match item:
            case VideoConfig():
                self._changed = self._changed or item != self._video
                self._video = item
            case AudioConfig():
                self._changed = self._changed or item != self._audio
                self._audio = item
            case VideoChunk():
                self._take_picture(item)
            case AudioChunk():
                self._take_sound(item)

    def _take_picture(self, item: VideoChunk) -> None:
        if self._video is None:
            raise BadMedia("A picture came before its description.")
        key = has_key_picture(item.data)
        if self._run and abs(item.timestamp + self._offset - self._run.newest_picture) > JUMP:
            self._jumps += 1
            if self._jumps > MAX_JUMPS:
                raise BadMedia("The timestamps jump about.")
            self._close_run()
        if self._run is None:
            return self._wait_for_start(item, key=key)
        place = item.timestamp + self._offset
        if place > (self._clock() - self._origin) * MICROSECONDS + FURTHEST_AHEAD:
            raise BadMedia("This comes faster than it can have happened.")
        if self._changed:
            if not key:
                self.dropped += 1
                return None
            sound = self._run.sound
            self._close_run(place)
            return self._open_run(max(place, self._end), item.data, sound=sound)
        self._publish(self._run.add_picture(place, item.data, key=key))
        if key:
            self.newest_key = (self._video, item.data)
        return None

    def _take_sound(self, item: AudioChunk) -> None:
        if self._audio is None:
            raise BadMedia("Sound came before its description.")
        if self._run is None:
            self._wait(item)
        elif self._run.sound.config != self._audio:
            self.dropped += 1
        else:
            sound = self._run.sound
            before = sound.dropped
            self._publish(self._run.add_sound(item.timestamp + self._offset, item.data))
            self.dropped += sound.dropped - before

    def _wait_for_start(self, item: VideoChunk, *, key: bool) -> None:
        """Pictures wait until there is a key frame, and the sound's description or no hope of one."""
        first = next((waiting for waiting in self._waiting if isinstance(waiting, VideoChunk)), item)
        if first is item and not key:
            self.dropped += 1
            self._keyless += 1
            if self._keyless > MAX_WAITING:
                raise BadMedia("No key frame came.")
            return
        self._wait(item)
        if self._audio is None and abs(item.timestamp - first.timestamp) < START_PATIENCE:
            return
        now = int((self._clock() - self._origin) * MICROSECONDS) - self._lead
        waited = max(0, item.timestamp - first.timestamp)
        self._offset = max(self._end, now - waited) - first.timestamp
        waiting, self._waiting, self._keyless = self._waiting, [], 0
        self._open_run(first.timestamp + self._offset, first.data)
        for other in waiting:
            if other is not first:
                self.take(other)

    def _wait(self, item: VideoChunk | AudioChunk) -> None:
        self._waiting.append(item)
        if len(self._waiting) > MAX_WAITING:
            raise BadMedia("Sound and picture do not come together.")

    def _open_run(self, start: int, data: bytes, *, sound: AudioLane | None = None) -> None:
        assert self._video is not None
        audio = self._audio or opus_config(channels=1)
        self._run = run = Run(
            video=self._video, audio=audio, start=start, data=data, sequence=self._sequence, sound=sound
        )
        self._init = Init(self.window.next_number, run.init, run.codecs, self._video.width, self._video.height)
        self._discontinuity = bool(self._end)
        self._changed = False
        self.newest_key = (self._video, data)

    def _close_run(self, place: int | None = None) -> None:
        if self._run is not None:
            self._publish(self._run.close(place))
            self._run = None

    def _publish(self, parts: Iterable[ReadyPart]) -> None:
        for part in parts:
            assert self._init is not None
            if self.window.is_between_segments:
                starts_at = self._origin + part.start / MICROSECONDS
                self.window.open_segment(starts_at=starts_at, init=self._init, discontinuity=self._discontinuity)
                self._discontinuity = False
            self.window.add_part(Part((part.end - part.start) / MICROSECONDS, part.independent, part.data))
            self._end = part.end
            self.changes += 1
            if part.closes_segment and (segment := self.window.close_segment()):
                self._jumps = 0 if segment.seconds >= 1 else self._jumps
                if self._on_segment:
                    self._on_segment(segment, self._init)
