"""Sound without holes: players stop at a hole, so whatever the publisher leaves out becomes silence."""

from collections import deque

from live.video.packager.errors import BadMedia
from live.video.packager.samples import MICROSECONDS, AudioConfig, Sample
from live.video.packager.sound import packet_duration

JITTER_SECONDS = 0.05
"""Timestamps tremble; only what is further off than this is a hole, or too late."""
FAR_SECONDS = 5
MAX_QUEUED = 2000
MAX_PACKET_BYTES = 8192


class AudioLane:
    """Packets on the stream's clock in ticks of the sample rate, each beginning where the one before ended."""

    def __init__(self, config: AudioConfig, *, start: int) -> None:
        self.config = config
        self.reached = self.ticks(start)
        self.dropped = 0
        self._queue: deque[Sample] = deque()
        self._begun = False

    def ticks(self, microseconds: int) -> int:
        return microseconds * self.config.sample_rate // MICROSECONDS

    def add(self, place: int, data: bytes) -> None:
        """`place` is in microseconds on the stream's clock."""
        if not 0 < len(data) <= MAX_PACKET_BYTES:
            raise BadMedia("A sound packet has an impossible size.")
        duration = packet_duration(self.config, data)
        rate = self.config.sample_rate
        tick = self.ticks(place)
        gap = tick - self.reached
        tolerance = int(JITTER_SECONDS * rate) if self._begun else duration // 2
        if gap < -tolerance or gap > FAR_SECONDS * rate:
            self.dropped += 1
            return
        if gap > tolerance:
            self.fill(tick - duration // 2)
        self._begun = True
        self._append(duration, data)

    def fill(self, until: int) -> None:
        """Adds silence until `until` (in ticks) is reached or passed."""
        while self.reached < until:
            self._append(self.config.silence_duration, self.config.silence)

    def take(self, until: int) -> list[Sample]:
        """Removes and returns the packets that begin before `until` (in ticks)."""
        taken = []
        while self._queue and self._queue[0].decode_time < until:
            taken.append(self._queue.popleft())
        return taken

    def _append(self, duration: int, data: bytes) -> None:
        if len(self._queue) >= MAX_QUEUED:
            raise BadMedia("Sound comes without any picture.")
        self._queue.append(Sample(self.reached, duration, data))
        self.reached += duration
