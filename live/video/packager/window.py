"""The recent segments of a stream and their parts, numbered for the playlist."""

from collections import deque
from dataclasses import dataclass, field

PLAYLIST_SEGMENTS = 16
"""How many whole segments a playlist lists: enough that six target durations can be skipped in a delta update."""
KEPT_SEGMENTS = 2 * PLAYLIST_SEGMENTS
"""A segment stays available for a playlist's length after it left the playlist (RFC 8216bis, 6.2.2)."""


@dataclass(frozen=True, slots=True)
class Part:
    seconds: float
    independent: bool
    data: bytes


@dataclass(slots=True)
class Segment:
    number: int
    init_number: int
    starts_at: float
    """Seconds since 1970."""
    discontinuity: bool
    parts: list[Part] = field(default_factory=list)
    complete: bool = False

    @property
    def seconds(self) -> float:
        return sum(part.seconds for part in self.parts)

    @property
    def data(self) -> bytes:
        return b"".join(part.data for part in self.parts)


@dataclass(frozen=True, slots=True)
class Init:
    """An initialisation section, numbered by the first segment that needs it."""

    number: int
    data: bytes
    codecs: str
    width: int
    height: int


class Window:
    def __init__(self, *, first_number: int) -> None:
        self.next_number = first_number
        self.discontinuity_sequence = 0
        """Small, unlike the segments' numbers: hls.js walks through as many places as this says."""
        self.inits: dict[int, Init] = {}
        self.ended = False
        self.longest = 1.0
        self._kept: deque[Segment] = deque()

    @property
    def segments(self) -> list[Segment]:
        """Those of the playlist, oldest first. The last may be incomplete."""
        size = PLAYLIST_SEGMENTS + (0 if self.is_between_segments else 1)
        return list(self._kept)[-size:]

    @property
    def is_between_segments(self) -> bool:
        return not self._kept or self._kept[-1].complete

    @property
    def target_seconds(self) -> int:
        """EXT-X-TARGETDURATION: no segment is longer when rounded."""
        return max(1, int(self.longest + 0.5))

    def open_segment(self, *, starts_at: float, init: Init, discontinuity: bool) -> None:
        self.inits[init.number] = init
        self._kept.append(Segment(self.next_number, init.number, starts_at, discontinuity))
        self.next_number += 1
        self._forget()

    def add_part(self, part: Part) -> None:
        self._kept[-1].parts.append(part)

    def close_segment(self) -> Segment | None:
        if self.is_between_segments:
            return None
        segment = self._kept[-1]
        segment.complete = True
        self.longest = max(self.longest, segment.seconds)
        return segment

    def segment(self, number: int) -> Segment | None:
        index = number - self._kept[0].number if self._kept else -1
        return self._kept[index] if 0 <= index < len(self._kept) else None

    def has(self, number: int, part: int | None) -> bool:
        """Whether a playlist that was asked to block until this segment or part may be sent (RFC 8216bis, 6.2.5.2).

        A part beyond the last of a complete segment means the first part of the next segment.
        """
        if self.ended:
            return True
        if not self._kept:
            return False
        last = self._kept[-1]
        if last.number != number:
            return last.number > number
        return last.complete if part is None else len(last.parts) > part

    def hint(self) -> tuple[int, int]:
        """Number and part index of the part that comes next."""
        if self.is_between_segments:
            return self.next_number, 0
        return self._kept[-1].number, len(self._kept[-1].parts)

    def _forget(self) -> None:
        listed = {segment.number for segment in self.segments}
        while len(self._kept) > KEPT_SEGMENTS:
            self._kept.popleft()
        for segment in self._kept:
            if segment.number in listed:
                break
            if segment.discontinuity:
                segment.discontinuity = False
                self.discontinuity_sequence += 1
        needed = {segment.init_number for segment in self._kept}
        self.inits = {number: init for number, init in self.inits.items() if number in needed}
