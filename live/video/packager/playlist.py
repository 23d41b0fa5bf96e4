"""The text of HLS playlists (RFC 8216 and draft-pantos-hls-rfc8216bis for the low-latency tags)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from live.video.packager.video_lane import PART_TARGET_SECONDS
from live.video.packager.window import Init, Segment, Window

CONTENT_TYPE = "application/vnd.apple.mpegurl"
PART_HOLD_BACK_SECONDS = 3 * PART_TARGET_SECONDS
SKIPPABLE_TARGETS = 6
"""CAN-SKIP-UNTIL, in target durations: the least that the specification allows."""
SEGMENTS_WITH_PARTS = 4
DEFAULT_BANDWIDTH = 1_500_000


@dataclass(frozen=True, slots=True)
class ReplaySegment:
    """Segments with the same `init` need the same initialisation section."""

    uri: str
    init: str
    seconds: float
    discontinuity: bool
    starts_at: float


def multivariant_playlist(init: Init, segments: Iterable[Segment], *, uri: str) -> str:
    return _multivariant(uri=uri, codecs=init.codecs, size=(init.width, init.height), bandwidth=_bandwidth(segments))


def media_playlist(window: Window, *, skip: bool = False, low_latency: bool = True) -> str:
    """`skip` leaves out old segments for a client that has them (a delta update). Without `low_latency` it is the plain
    playlist of whole segments."""
    target = window.target_seconds
    segments = window.segments if low_latency else [segment for segment in window.segments if segment.complete]
    lines = ["#EXTM3U", "#EXT-X-VERSION:9", f"#EXT-X-TARGETDURATION:{target}"]
    if low_latency:
        lines += [
            f"#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL={SKIPPABLE_TARGETS * target}.0"
            f",PART-HOLD-BACK={PART_HOLD_BACK_SECONDS:.3f}",
            f"#EXT-X-PART-INF:PART-TARGET={PART_TARGET_SECONDS:.3f}",
        ]
    lines += [
        f"#EXT-X-MEDIA-SEQUENCE:{segments[0].number if segments else window.next_number}",
        f"#EXT-X-DISCONTINUITY-SEQUENCE:{window.discontinuity_sequence}",
        "#EXT-X-INDEPENDENT-SEGMENTS",
    ]
    skipped = _skippable(segments, seconds=SKIPPABLE_TARGETS * target) if skip else 0
    if skipped:
        lines.append(f"#EXT-X-SKIP:SKIPPED-SEGMENTS={skipped}")
    init_number = None
    for index, segment in enumerate(segments[skipped:], start=skipped):
        if segment.discontinuity:
            lines.append("#EXT-X-DISCONTINUITY")
        if segment.init_number != init_number:
            init_number = segment.init_number
            lines.append(f'#EXT-X-MAP:URI="init-{init_number}.mp4"')
        lines.append(f"#EXT-X-PROGRAM-DATE-TIME:{_date_time(segment.starts_at)}")
        if low_latency and index >= len(segments) - SEGMENTS_WITH_PARTS:
            lines += _part_lines(segment)
        if segment.complete:
            lines += [f"#EXTINF:{segment.seconds:.5f},", f"seg-{segment.number}.m4s"]
    if window.ended:
        lines.append("#EXT-X-ENDLIST")
    elif low_latency:
        number, part = window.hint()
        lines.append(f'#EXT-X-PRELOAD-HINT:TYPE=PART,URI="part-{number}-{part}.m4s"')
    return _text(lines)


def replay_playlist(segments: Iterable[ReplaySegment]) -> str:
    segments = list(segments)
    longest = max((segment.seconds for segment in segments), default=1)
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{max(1, int(longest + 0.5))}",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-INDEPENDENT-SEGMENTS",
    ]
    init = None
    for index, segment in enumerate(segments):
        if index and segment.discontinuity:
            lines.append("#EXT-X-DISCONTINUITY")
        if segment.init != init:
            init = segment.init
            lines.append(f'#EXT-X-MAP:URI="{init}"')
        if not index or segment.discontinuity:
            lines.append(f"#EXT-X-PROGRAM-DATE-TIME:{_date_time(segment.starts_at)}")
        lines += [f"#EXTINF:{segment.seconds:.5f},", segment.uri]
    lines.append("#EXT-X-ENDLIST")
    return _text(lines)


def _multivariant(*, uri: str, codecs: str, size: tuple[int, int], bandwidth: int) -> str:
    width, height = size
    return _text(
        [
            "#EXTM3U",
            "#EXT-X-VERSION:9",
            "#EXT-X-INDEPENDENT-SEGMENTS",
            f'#EXT-X-STREAM-INF:BANDWIDTH={bandwidth},RESOLUTION={width}x{height},CODECS="{codecs}"',
            uri,
        ]
    )


def _bandwidth(segments: Iterable[Segment]) -> int:
    """The peak of the recent segments in bits a second."""
    rates = (
        sum(len(part.data) for part in segment.parts) * 8 / segment.seconds for segment in segments if segment.complete
    )
    return round(max(rates, default=DEFAULT_BANDWIDTH))


def _skippable(segments: list[Segment], *, seconds: int) -> int:
    """How many of the oldest segments lie wholly before the skip boundary."""
    left = sum(segment.seconds for segment in segments)
    skipped = 0
    for segment in segments:
        left -= segment.seconds
        if left < seconds:
            break
        skipped += 1
    return skipped


def _part_lines(segment: Segment) -> list[str]:
    return [
        f'#EXT-X-PART:DURATION={part.seconds:.5f},URI="part-{segment.number}-{index}.m4s"'
        + (",INDEPENDENT=YES" if part.independent else "")
        for index, part in enumerate(segment.parts)
    ]


def _date_time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
