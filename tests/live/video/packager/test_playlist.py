import re
from itertools import pairwise

from live.video.packager.playlist import ReplaySegment, media_playlist, multivariant_playlist, replay_playlist


def test_low_latency_playlist_text(output, recorded):
    output.clock.now = 1_800_000_000.0
    output.feed(recorded.items()[:66])
    assert (
        media_playlist(output.stream.window)
        == """#EXTM3U
#EXT-X-VERSION:9
#EXT-X-TARGETDURATION:1
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=6.0,PART-HOLD-BACK=0.702
#EXT-X-PART-INF:PART-TARGET=0.234
#EXT-X-MEDIA-SEQUENCE:3600000000
#EXT-X-DISCONTINUITY-SEQUENCE:0
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MAP:URI="init-3600000000.mp4"
#EXT-X-PROGRAM-DATE-TIME:2027-01-15T08:00:00.000Z
#EXT-X-PART:DURATION=0.20000,URI="part-3600000000-0.m4s",INDEPENDENT=YES
#EXT-X-PART:DURATION=0.20000,URI="part-3600000000-1.m4s"
#EXT-X-PART:DURATION=0.20000,URI="part-3600000000-2.m4s"
#EXT-X-PRELOAD-HINT:TYPE=PART,URI="part-3600000000-3.m4s"
"""
    )


def test_plain_playlist_has_whole_segments_only(output, recorded):
    output.feed(recorded.items())
    text = media_playlist(output.stream.window, low_latency=False)
    assert text.count("#EXTINF:1.00000,") == 3
    assert "PART" not in text and "SERVER-CONTROL" not in text


def test_delta_update_skips_what_lies_before_the_boundary(output, make_recording):
    output.feed(make_recording(12).items())
    window = output.stream.window
    whole, delta = media_playlist(window), media_playlist(window, skip=True)
    (skipped,) = re.findall(r"#EXT-X-SKIP:SKIPPED-SEGMENTS=(\d+)", delta)
    assert whole.count("#EXTINF") - delta.count("#EXTINF") == int(skipped) == 5
    assert "#EXT-X-SKIP" not in whole
    assert delta.count("#EXT-X-MAP") == 1


def test_discontinuity_and_its_sequence(output, recorded):
    output.feed(recorded.items())
    output.stream.begin()
    output.feed(recorded.items())
    window = output.stream.window
    before = window.discontinuity_sequence
    text = media_playlist(window)
    assert text.count("#EXT-X-DISCONTINUITY\n#EXT-X-MAP") == 1
    for number in range(1, 6):
        output.feed(recorded.items(shift=number * 4_000_000)[2:])
    assert "#EXT-X-DISCONTINUITY\n" not in media_playlist(window)
    assert window.discontinuity_sequence == before + 1


def test_end_of_the_room(output, recorded):
    output.feed(recorded.items())
    output.stream.finish()
    text = media_playlist(output.stream.window)
    assert text.endswith("#EXT-X-ENDLIST\n")
    assert "PRELOAD-HINT" not in text


def test_every_playlist_continues_the_one_before(output, make_recording):
    """Media sequence rises and no listed segment is ever renamed or changed, for any moment of the stream."""
    seen: dict[str, str] = {}
    first = 0
    for item in make_recording(24).items():
        changes = output.stream.changes
        output.clock.now = output.began + getattr(item, "timestamp", 0) / 1_000_000
        output.stream.take(item)
        if output.stream.changes == changes:
            continue
        text = media_playlist(output.stream.window)
        (number,) = map(int, re.findall(r"MEDIA-SEQUENCE:(\d+)", text))
        assert number >= first
        first = number
        names = re.findall(r"(#EXTINF:[\d.]+,)\n(seg-\d+.m4s)", text)
        assert all(seen.setdefault(name, duration) == duration for duration, name in names)
        numbers = [int(name[4:-4]) for _, name in names]
        assert all(b == a + 1 for a, b in pairwise(numbers))


def test_multivariant_playlist(output, recorded):
    output.feed(recorded.items())
    segment, init = output.segments[0]
    text = multivariant_playlist(init, [segment], uri="media.m3u8")
    assert text == (
        "#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-INDEPENDENT-SEGMENTS\n"
        f"#EXT-X-STREAM-INF:BANDWIDTH={len(segment.data) * 8},RESOLUTION=160x96,"
        f'CODECS="{recorded.video.codec},opus"\nmedia.m3u8\n'
    )


def test_replay_playlist():
    segments = [
        ReplaySegment("1/0.m4s", "1/init-0.mp4", 1.0, False, 1_800_000_000),
        ReplaySegment("1/1.m4s", "1/init-0.mp4", 1.6, False, 1_800_000_001),
        ReplaySegment("1/2.m4s", "1/init-2.mp4", 1.0, True, 1_800_000_060),
    ]
    assert (
        replay_playlist(segments)
        == """#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:2
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-MEDIA-SEQUENCE:0
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MAP:URI="1/init-0.mp4"
#EXT-X-PROGRAM-DATE-TIME:2027-01-15T08:00:00.000Z
#EXTINF:1.00000,
1/0.m4s
#EXTINF:1.60000,
1/1.m4s
#EXT-X-DISCONTINUITY
#EXT-X-MAP:URI="1/init-2.mp4"
#EXT-X-PROGRAM-DATE-TIME:2027-01-15T08:01:00.000Z
#EXTINF:1.00000,
1/2.m4s
#EXT-X-ENDLIST
"""
    )
