import asyncio
from itertools import pairwise

import av
import numpy as np
import pytest

from live.video.hub import StreamState, stream_of
from live.video.loops import LoopFeeder, read_loop
from live.video.packager.errors import BadMedia
from live.video.packager.samples import VideoChunk


@pytest.fixture
def loop_file(tmp_path):
    """Three seconds of H.264 and AAC."""

    def write(**options):
        path = tmp_path / "loop.mp4"
        with av.open(str(path), "w") as container:
            picture = container.add_stream("libx264", rate=25, options={"g": "25", "profile": "baseline", **options})
            picture.width, picture.height, picture.pix_fmt = 160, 96, "yuv420p"
            sound = container.add_stream("aac", rate=48000, layout="mono")
            for number in range(75):
                frame = av.VideoFrame.from_ndarray(np.full((96, 160, 3), number * 3, np.uint8), format="rgb24")
                container.mux(picture.encode(frame))
            container.mux(picture.encode(None))
            for number in range(141):
                frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
                frame.sample_rate, frame.pts = 48000, number * 1024
                container.mux(sound.encode(frame))
            container.mux(sound.encode(None))
        return path

    return write


def test_a_loop_goes_on_without_a_seam(loop_file, output, decode):
    loop = read_loop(loop_file())
    assert loop.duration == 3_000_000
    output.feed([loop.video, loop.audio, *loop.between(0, 10_000_000)])
    output.stream.finish()
    times = [time for time, _ in decode(output.file())["video"]]
    assert len(times) == 250
    assert [round(b - a, 3) for a, b in pairwise(times)] == [0.04] * 249
    assert [segment.discontinuity for segment, _ in output.segments] == [False] * 10


def test_between_is_the_same_however_it_is_cut(loop_file):
    loop = read_loop(loop_file())
    whole = loop.between(0, 9_500_000)
    pieces = [item for start in range(0, 9_500_000, 190_000) for item in loop.between(start, start + 190_000)]
    assert pieces == whole
    assert sum(isinstance(item, VideoChunk) for item in whole) == 238


def test_b_frames_are_refused(loop_file):
    with pytest.raises(BadMedia, match="B-frames"):
        read_loop(loop_file(profile="main", bf="2"))


async def test_nobody_looks_nothing_is_packaged_until_somebody_does(loop_file, get):
    feeder = LoopFeeder(7, loop_file(), idle_seconds=0.3)
    await feeder.start()
    live = stream_of(7)
    await feeder._task
    silent = live.stream.changes
    live.stream._origin -= 60
    assert live.stream.behind_seconds > 59
    answer = await get("/video/7/media.m3u8")
    assert live.stream.changes - silent >= 10
    assert live.state == StreamState.LIVE
    assert answer.text.count("#EXTINF") >= 2
    await feeder.stop()
    assert stream_of(7) is None


async def test_a_cover_does_not_wake_the_loop(loop_file, get):
    feeder = LoopFeeder(7, loop_file(), idle_seconds=0.1)
    await feeder.start()
    await feeder._task
    assert (await get("/video/7/cover.jpg")).status == 200
    await asyncio.sleep(0)
    assert feeder._task.done()
    await feeder.stop()


async def test_a_host_on_air_silences_the_loop(loop_file):
    class Host:
        user_id = 1

        async def give_way(self) -> None: ...

    feeder = LoopFeeder(7, loop_file())
    await feeder.start()
    assert stream_of(7).claim(Host())
    await feeder._task
    stream_of(7).watched()
    assert feeder._task.done()
    await feeder.stop()
