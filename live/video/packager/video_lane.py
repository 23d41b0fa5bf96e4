"""Cuts one run of pictures into parts of about 0.2 s and segments of about 1 s that begin with a key frame."""

from dataclasses import dataclass

from live.video.packager.errors import BadMedia
from live.video.packager.samples import VIDEO_TIMESCALE, Sample

PART_TARGET_SECONDS = 0.234
"""Constant for the life of a playlist. Parts end at the first picture after 85% of it (RFC 8216bis, 4.4.4.9), which at
30 pictures a second is 0.2 s."""
PART_TARGET = round(PART_TARGET_SECONDS * VIDEO_TIMESCALE)
SHORTEST_PART = round(0.85 * PART_TARGET)
SHORTEST_SEGMENT = round(0.9 * VIDEO_TIMESCALE)
LONGEST_SEGMENT = 10 * VIDEO_TIMESCALE
DEFAULT_FRAME = VIDEO_TIMESCALE // 30
LONGEST_GUESS = VIDEO_TIMESCALE // 5
MAX_PART_SAMPLES = 500
MAX_SEGMENT_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cut:
    """The pictures of one part, from `start` up to `end` in ticks."""

    start: int
    end: int
    samples: list[Sample]
    closes_segment: bool


class VideoLane:
    """Begins with a key frame. One picture is always held back, because only the next one tells how long it lasts."""

    def __init__(self, *, start: int, data: bytes) -> None:
        self._held = Sample(start, 0, data, key=True)
        self._last_duration = DEFAULT_FRAME
        self._samples: list[Sample] = []
        self._part_start = self._segment_start = start
        self._segment_bytes = len(data)

    @property
    def newest(self) -> int:
        return self._held.decode_time

    def add(self, tick: int, data: bytes, *, key: bool) -> list[Cut]:
        """Takes the next picture in decoding order and returns what became complete by it."""
        cuts = []
        held = self._held
        tick = max(tick, held.decode_time + 1)
        if tick - self._part_start > PART_TARGET and self._samples:
            # The held picture lasts too long for this part: end the part before it rather than run over the target.
            cuts.append(self._cut(held.decode_time))
        self._release(tick)
        if key and tick - self._segment_start >= SHORTEST_SEGMENT:
            cuts.append(self._cut(tick, closes_segment=True))
        elif tick - self._part_start >= SHORTEST_PART:
            cuts.append(self._cut(tick))
        self._held = Sample(tick, 0, data, key)
        self._check_size(tick, data)
        return cuts

    def close(self, tick: int | None = None) -> Cut:
        """Ends the run, at `tick` or after a picture of the usual length."""
        usual = min(self._last_duration, LONGEST_GUESS)
        end = self.newest + usual if tick is None else max(tick, self.newest + 1)
        self._release(end)
        return self._cut(end, closes_segment=True)

    def _release(self, until: int) -> None:
        self._held.duration = self._last_duration = until - self._held.decode_time
        self._samples.append(self._held)

    def _cut(self, end: int, *, closes_segment: bool = False) -> Cut:
        cut = Cut(self._part_start, end, self._samples, closes_segment)
        self._samples, self._part_start = [], end
        if closes_segment:
            self._segment_start, self._segment_bytes = end, 0
        return cut

    def _check_size(self, tick: int, data: bytes) -> None:
        self._segment_bytes += len(data)
        if self._segment_bytes > MAX_SEGMENT_BYTES or len(self._samples) > MAX_PART_SAMPLES:
            raise BadMedia("This is more picture than a live room takes.")
        if tick - self._segment_start > LONGEST_SEGMENT:
            raise BadMedia("No key frame came for ten seconds.")
