"""A run: pictures and sound under one initialisation section, from a key frame until something about them changes."""

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from live.video.packager.audio_lane import AudioLane
from live.video.packager.boxes import fragment, init_section
from live.video.packager.h264 import video_track
from live.video.packager.samples import MICROSECONDS, VIDEO_TIMESCALE, AudioConfig, VideoConfig
from live.video.packager.sound import audio_track
from live.video.packager.video_lane import Cut, VideoLane

PATIENCE = 6 * VIDEO_TIMESCALE // 5
"""How much newer picture a part waits for its sound (1.2 s) before silence takes the sound's place."""
NO_PATIENCE = -math.inf


@dataclass(frozen=True, slots=True)
class ReadyPart:
    start: int
    """Microseconds on the stream's clock, as `end`."""
    end: int
    independent: bool
    closes_segment: bool
    data: bytes


class Run:
    """All times that go in are microseconds on the stream's clock."""

    def __init__(
        self,
        *,
        video: VideoConfig,
        audio: AudioConfig,
        start: int,
        data: bytes,
        sequence: Iterator[int],
        sound: AudioLane | None,
    ) -> None:
        """`data` is the first picture, a key frame. `sound` is the lane of the run before, where that goes on."""
        self._tracks = (video_track(video), audio_track(audio))
        self._sequence = sequence
        self._pictures = VideoLane(start=video_ticks(start), data=data)
        self.sound = sound if sound and sound.config == audio else AudioLane(audio, start=start)
        self.init = init_section(self._tracks)
        self.codecs = f"{video.codec},{audio.codec}"
        self._cuts: deque[Cut] = deque()
        self._gave_up_sound = False

    @property
    def newest_picture(self) -> int:
        return self._pictures.newest * MICROSECONDS // VIDEO_TIMESCALE

    def add_picture(self, place: int, data: bytes, *, key: bool) -> list[ReadyPart]:
        cuts = self._pictures.add(video_ticks(place), data, key=key)
        self._cuts.extend(cuts)
        return self._ready(NO_PATIENCE if self._gave_up_sound else PATIENCE) if cuts else []

    def add_sound(self, place: int, data: bytes) -> list[ReadyPart]:
        self.sound.add(place, data)
        self._gave_up_sound = False
        return self._ready(PATIENCE)

    def close(self, place: int | None = None) -> list[ReadyPart]:
        """Everything that is left. The last picture lasts until `place`, or as long as the one before it."""
        self._cuts.append(self._pictures.close(None if place is None else video_ticks(place)))
        return self._ready(NO_PATIENCE)

    def _ready(self, patience: float) -> list[ReadyPart]:
        """Parts whose sound has reached their end; a part with a hole in it would stop players."""
        ready = []
        while self._cuts:
            cut = self._cuts[0]
            sound_end = cut.end * self.sound.config.sample_rate // VIDEO_TIMESCALE
            if self.sound.reached < sound_end:
                if self._pictures.newest - cut.end < patience:
                    break
                self._gave_up_sound = True
                self.sound.fill(sound_end)
            ready.append(self._part(self._cuts.popleft(), sound_end))
        return ready

    def _part(self, cut: Cut, sound_end: int) -> ReadyPart:
        video_track, audio_track = self._tracks
        data = fragment(next(self._sequence), [(video_track, cut.samples), (audio_track, self.sound.take(sound_end))])
        start, end = (tick * MICROSECONDS // VIDEO_TIMESCALE for tick in (cut.start, cut.end))
        return ReadyPart(start, end, cut.samples[0].key, cut.closes_segment, data)


def video_ticks(microseconds: int) -> int:
    return microseconds * VIDEO_TIMESCALE // MICROSECONDS
