"""What the packager makes is read back by another demuxer and decoder."""

import io
from itertools import pairwise

import av
import pytest

from live.video.packager.errors import BadMedia
from live.video.packager.samples import AudioChunk, VideoChunk
from live.video.packager.video_lane import PART_TARGET_SECONDS


def test_every_picture_comes_back_at_its_time(output, recorded, decode):
    output.feed(recorded.items())
    output.stream.finish()
    frames = decode(output.file())
    times = [time for time, _ in frames["video"]]
    assert len(times) == len(recorded.pictures)
    assert times == pytest.approx([picture.timestamp / 1e6 for picture in recorded.pictures], abs=2e-5)
    assert (frames["video"][0][1].width, frames["video"][0][1].height) == (160, 96)


def test_sound_has_no_hole_and_lies_beside_the_picture(output, recorded):
    output.feed(recorded.items())
    output.stream.finish()
    with av.open(io.BytesIO(output.file())) as container:
        packets = [packet for packet in container.demux(audio=0) if packet.size]
    assert [packet.duration for packet in packets] == [960] * len(packets)
    assert [b.pts - a.pts for a, b in pairwise(packets)] == [960] * (len(packets) - 1)
    assert packets[0].pts == 0
    assert [bytes(packet) for packet in packets[:190]] == [sound.data for sound in recorded.sounds[:190]]


def test_segments_begin_with_key_frames_and_parts_keep_the_target(output, recorded):
    output.feed(recorded.items())
    output.stream.finish()
    segments = [segment for segment, _ in output.segments]
    assert [round(segment.seconds, 3) for segment in segments] == [1, 1, 1, 1]
    assert [segment.number for segment in segments] == list(range(segments[0].number, segments[0].number + 4))
    for segment in segments:
        assert segment.parts[0].independent
        assert all(0.85 * PART_TARGET_SECONDS <= part.seconds <= PART_TARGET_SECONDS for part in segment.parts)


@pytest.mark.parametrize("rate", [10, 12, 15, 24, 25, 30, 60])
def test_no_part_is_longer_than_the_target_at_any_rate(output, make_recording, rate):
    output.feed(make_recording(3, rate=rate).items())
    output.stream.finish()
    parts = [part for segment, _ in output.segments for part in segment.parts]
    assert max(part.seconds for part in parts) <= PART_TARGET_SECONDS
    assert sum(part.seconds for part in parts) == pytest.approx(3, abs=0.001)


def test_a_publisher_without_a_microphone_gets_silence(output, recorded, decode):
    output.feed(recorded.items(sound=False))
    output.stream.finish()
    frames = decode(output.file())
    assert len(frames["video"]) == len(recorded.pictures)
    assert frames["audio"][-1][0] == pytest.approx(4, abs=0.05)


def test_sound_that_stops_becomes_silence_and_parts_go_on(output, recorded, decode):
    output.feed([item for item in recorded.items() if not (isinstance(item, AudioChunk) and item.timestamp > 1e6)])
    listed = sum(segment.seconds for segment in output.stream.window.segments)
    assert listed > 3.5
    output.stream.finish()
    assert decode(output.file())["audio"][-1][0] == pytest.approx(4, abs=0.05)


def test_a_part_waits_for_its_sound(output, recorded):
    """Without the wait the part would have a hole at its end."""
    output.feed([recorded.video, recorded.audio, recorded.sounds[0], *recorded.pictures[:20]])
    assert output.stream.window.segments == []
    output.feed(recorded.sounds[1:15])
    assert [part.seconds for part in output.stream.window.segments[0].parts] == [pytest.approx(0.2)]


def test_publishing_again_goes_on_with_the_wall_clock_after_a_discontinuity(output, recorded):
    output.feed(recorded.items())
    output.clock.now += 7
    output.stream.begin()
    output.feed(recorded.items(shift=123_456_789))
    output.stream.finish()
    assert [segment.discontinuity for segment, _ in output.segments] == [False] * 4 + [True] + [False] * 3
    (_, before), (again, after) = output.segments[3], output.segments[4]
    assert after.number == again.number != before.number
    assert again.starts_at - output.began == pytest.approx(4 + 7, abs=0.1)
    with av.open(io.BytesIO(after.data + again.data)) as container:
        first = next(packet for packet in container.demux(video=0) if packet.size)
    assert float(first.pts * first.time_base) == pytest.approx(4 + 7, abs=0.1)


def test_a_turned_camera_gets_a_new_init_section_of_its_size(output, make_recording):
    lying, standing = make_recording(2), make_recording(2, width=96, height=160)
    output.feed(lying.items())
    output.feed(standing.items(shift=2_000_000))
    output.stream.finish()
    assert [(init.width, init.height) for _, init in output.segments] == [(160, 96)] * 2 + [(96, 160)] * 2
    assert [segment.discontinuity for segment, _ in output.segments] == [False, False, True, False]
    assert sum(segment.seconds for segment, _ in output.segments) == pytest.approx(4, abs=0.01)


def test_a_jump_of_the_timestamps_begins_anew_at_a_key_frame(output, recorded):
    output.feed(recorded.items())
    for item in recorded.items(shift=3_600_000_000)[2:]:
        output.stream.take(item)
    output.stream.finish()
    assert sum(segment.discontinuity for segment, _ in output.segments) == 1


def test_numbers_rise_across_a_restart_of_the_server(output, recorded):
    output.feed(recorded.items())
    last = output.segments[-1][0].number
    later = type(output)(clock=type(output.clock)(output.clock.now + 1))
    later.feed(recorded.items())
    assert later.segments[0][0].number > last


def test_memory_is_bounded(output, recorded):
    for number in range(25):
        output.feed(recorded.items(shift=number * 4_000_000)[0 if number == 0 else 2 :])
    assert len(output.stream.window._kept) == 32
    assert len(output.stream.window.inits) == 1


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda r: [r.pictures[0]], "A picture came before its description."),
        (lambda r: [r.sounds[0]], "Sound came before its description."),
        (lambda r: [r.video, r.audio, VideoChunk(0, b"\0\0\0\x09\x65")], "A picture's units do not add up."),
        (lambda r: [r.video, r.audio, VideoChunk(0, b"")], "A sample holds no picture."),
        (lambda r: [r.video, *r.items()[2:40], AudioChunk(0, b"")], "Sound came before its description."),
        (lambda r: [*r.items()[:60], AudioChunk(700_000, b"")], "A sound packet has an impossible size."),
        (lambda r: [r.video, r.audio, *r.pictures[1:30] * 30], "No key frame came."),
        (lambda r: [r.video, r.audio, *r.sounds * 4], "Sound and picture do not come together."),
    ],
)
def test_bad_media_is_refused_with_a_sentence(output, recorded, spoil, sentence):
    with pytest.raises(BadMedia, match=sentence):
        for item in spoil(recorded):
            output.stream.take(item)


def test_media_from_the_future_is_refused(output, recorded):
    with pytest.raises(BadMedia, match="faster than it can have happened"):
        for number in range(4):
            for item in recorded.items(shift=number * 4_000_000):
                output.stream.take(item)
