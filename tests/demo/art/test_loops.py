"""Loops can be cut at any second: closed groups of pictures of one second, no B-frames, one seam-free turn of 12 s."""

import av
import numpy as np
import pytest
from av.video.frame import PictureType
from PIL import Image

from demo.art.__main__ import PICTURES
from demo.art.loops import FRAME_RATE, LOOPS, SECONDS
from demo.art.motion import Air, FlatMotion
from demo.art.sound import SAMPLE_RATE, courtyard, workplace

IDR = 5  # the H.264 unit (ITU-T H.264, table 7-1) that nothing before it may be needed for


def unit_kinds(packet: av.Packet) -> list[int]:
    """The kinds of the packet's units, each of which MP4 keeps behind a 4-byte length."""
    data, position, kinds = bytes(packet), 0, []
    while position < len(data):
        kinds.append(data[position + 4] & 0x1F)
        position += 4 + int.from_bytes(data[position : position + 4])
    return kinds


@pytest.mark.parametrize("name", sorted(LOOPS))
def test_a_loop_has_closed_one_second_groups_and_no_b_frames(name):
    with av.open(str(PICTURES / "loops" / f"{name}.mp4")) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.codec_context.name, video.profile) == ("h264", "Constrained Baseline")
        assert (video.width, video.height, video.average_rate) == (360, 640, FRAME_RATE)
        assert (audio.codec_context.name, audio.sample_rate, audio.channels) == ("aac", 48_000, 1)
        packets = [packet for packet in container.demux(video) if packet.size]
    assert len(packets) == FRAME_RATE * SECONDS
    assert all(packet.pts == packet.dts for packet in packets)
    keyframes = [number for number, packet in enumerate(packets) if packet.is_keyframe]
    assert keyframes == list(range(0, len(packets), FRAME_RATE))
    assert all((IDR in unit_kinds(packet)) == (number in keyframes) for number, packet in enumerate(packets))


def test_a_loop_decodes_without_b_pictures_and_its_picture_moves():
    with av.open(str(PICTURES / "loops" / "oranges.mp4")) as container:
        frames = [frame for _, frame in zip(range(2 * FRAME_RATE), container.decode(video=0), strict=False)]
    assert PictureType.B not in {PictureType(frame.pict_type) for frame in frames}
    first, later = (frame.to_ndarray(format="gray").astype(int) for frame in (frames[0], frames[FRAME_RATE]))
    assert np.abs(first - later).mean() > 1


def test_the_last_frame_flows_into_the_first():
    still = Image.effect_noise((90, 160), 40).convert("RGB")
    motion = FlatMotion(still, Air(), np.random.default_rng(7))
    start, end = (np.asarray(motion.frame(progress), int) for progress in (0.0, 1.0))
    a_quarter_on = np.asarray(motion.frame(0.25), int)
    assert np.abs(start - a_quarter_on).mean() > 1
    assert np.abs(start - end).mean() < 0.01  # a mote may round to its neighbouring glint


@pytest.mark.parametrize("sound", [courtyard, workplace])
def test_sound_is_quiet_repeatable_and_has_no_seam(sound):
    samples = sound(2, np.random.default_rng(3))
    assert len(samples) == 2 * SAMPLE_RATE
    assert np.array_equal(samples, sound(2, np.random.default_rng(3)))
    assert np.abs(samples).max() < 0.4
    usual_step = np.abs(np.diff(samples)).max()
    assert abs(samples[0] - samples[-1]) <= usual_step
