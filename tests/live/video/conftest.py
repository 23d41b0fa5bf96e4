"""A camera and a microphone in Python: real H.264 and Opus, as a browser's encoders give them."""

import asyncio
import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

import av
import numpy as np
import pytest
from django.utils import timezone

from core.localized import LocalizedText
from live.rooms.kinds import RoomKind, register, unregister
from live.rooms.models import Room
from live.rooms.states import RoomState
from live.video.asgi import video_app
from live.video.asgi.access import forget_rooms
from live.video.hub import LiveStream, open_stream
from live.video.hub.registry import _streams
from live.video.packager.h264 import annex_b_units, configuration_record, video_config
from live.video.packager.ingest import Kind, write_message
from live.video.packager.samples import AudioChunk, AudioConfig, Item, VideoChunk, VideoConfig
from live.video.packager.sound import opus_config
from live.video.packager.stream import Stream
from live.video.packager.window import Init, Segment
from tests.factories.accounts import OrganizationFactory, UserFactory


@dataclass(frozen=True)
class Recorded:
    video: VideoConfig
    audio: AudioConfig
    pictures: tuple[VideoChunk, ...]
    sounds: tuple[AudioChunk, ...]

    def items(self, *, sound: bool = True, shift: int = 0) -> list[Item]:
        """Descriptions first, then chunks by time, `shift` microseconds later."""
        chunks: list[VideoChunk | AudioChunk] = [VideoChunk(c.timestamp + shift, c.data) for c in self.pictures]
        if sound:
            chunks += [AudioChunk(c.timestamp + shift, c.data) for c in self.sounds]
        chunks.sort(key=lambda chunk: chunk.timestamp)
        return [self.video, *([self.audio] if sound else []), *chunks]

    def messages(self) -> list[bytes]:
        """The same as they come through a socket."""
        kinds = {VideoConfig: Kind.VIDEO_CONFIG, AudioConfig: Kind.AUDIO_CONFIG}
        messages = []
        for item in self.items():
            match item:
                case VideoConfig():
                    messages.append(write_message(kinds[VideoConfig], item.avcc))
                case AudioConfig():
                    messages.append(write_message(kinds[AudioConfig], item.description))
                case VideoChunk():
                    messages.append(write_message(Kind.VIDEO, item.data, timestamp=item.timestamp))
                case AudioChunk():
                    messages.append(write_message(Kind.AUDIO, item.data, timestamp=item.timestamp))
        return messages


@cache
def record(seconds: float = 4, *, width: int = 160, height: int = 96, rate: int = 30) -> Recorded:
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuv420p"
    encoder.framerate, encoder.time_base = rate, Fraction(1, rate)
    encoder.options = {
        "preset": "ultrafast", "tune": "zerolatency", "profile": "baseline", "g": str(rate), "sc_threshold": "0",
    }  # fmt: skip
    encoder.flags |= 1 << 22  # AV_CODEC_FLAG_GLOBAL_HEADER
    encoder.open()
    packets = []
    for number in range(round(seconds * rate)):
        grey = np.full((height, width, 3), number * 5 % 256, np.uint8)
        grey[:, : (number * 4) % width] = 255
        frame = av.VideoFrame.from_ndarray(grey, format="rgb24")
        frame.pts = number
        packets += encoder.encode(frame)
    packets += encoder.encode(None)
    pictures = tuple(VideoChunk(p.pts * 1_000_000 // rate, with_lengths(bytes(p))) for p in packets)
    return Recorded(video_config(avcc_of(bytes(encoder.extradata))), opus_config(1), pictures, record_sound(seconds))


def avcc_of(extradata: bytes) -> bytes:
    units = list(annex_b_units(extradata))
    return configuration_record(next(u for u in units if u[0] & 31 == 7), next(u for u in units if u[0] & 31 == 8))


def with_lengths(data: bytes) -> bytes:
    return b"".join(len(u).to_bytes(4) + u for u in annex_b_units(data) if u[0] & 31 not in (7, 8, 9))


def record_sound(seconds: float) -> tuple[AudioChunk, ...]:
    encoder = av.CodecContext.create("libopus", "w")
    encoder.sample_rate, encoder.layout, encoder.format = 48000, "mono", "s16"
    encoder.open()
    packets = []
    for number in range(round(seconds * 50)):
        at = np.arange(960) + number * 960
        tone = (8000 * np.sin(2 * np.pi * 440 * at / 48000)).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(tone[None, :], format="s16", layout="mono")
        frame.sample_rate, frame.pts = 48000, number * 960
        packets += encoder.encode(frame)
    return tuple(AudioChunk(number * 20_000, bytes(packet)) for number, packet in enumerate(packets))


@pytest.fixture
def recorded() -> Recorded:
    return record()


@pytest.fixture
def make_recording() -> Callable[..., Recorded]:
    return record


@dataclass
class Clock:
    """Goes on as fast as the test says."""

    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Output:
    """A stream on a clock of its own that keeps up with what it is fed, and every segment that it made."""

    clock: Clock = field(default_factory=Clock)
    segments: list[tuple[Segment, Init]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.began = self.clock.now
        self.stream = Stream(clock=self.clock, on_segment=lambda segment, init: self.segments.append((segment, init)))

    def feed(self, items: Sequence[Item]) -> None:
        """The clock follows the timestamps of the items."""
        base = self.clock.now
        first = None
        for item in items:
            if isinstance(item, VideoChunk | AudioChunk):
                first = item.timestamp if first is None else first
                self.clock.now = max(self.clock.now, base + (item.timestamp - first) / 1_000_000)
            self.stream.take(item)

    def file(self) -> bytes:
        """One playable file of the segments, which all need the same initialisation section."""
        init = self.segments[0][1]
        return init.data + b"".join(segment.data for segment, its in self.segments if its is init)


@pytest.fixture
def output() -> Output:
    return Output()


@pytest.fixture
def decode() -> Callable[[bytes], dict[str, list]]:
    def decode(data: bytes) -> dict[str, list]:
        """Decodes everything; times in seconds."""
        with av.open(io.BytesIO(data)) as container:
            frames: dict[str, list] = {"video": [], "audio": []}
            for frame in container.decode():
                kind = "video" if isinstance(frame, av.VideoFrame) else "audio"
                frames[kind].append((float(frame.pts * frame.time_base), frame))
        return frames

    return decode


class PlainKind(RoomKind):
    slug = "plain"
    label = "Plain"


@pytest.fixture
def plain_kind():
    register(PlainKind())
    yield "plain"
    unregister("plain")


@pytest.fixture
def make_room(plain_kind):
    def make_room(state: RoomState = RoomState.OPEN) -> Room:
        opened = None if state == RoomState.SCHEDULED else timezone.now()
        return Room.objects.create(
            organization=OrganizationFactory(),
            host=UserFactory(),
            kind=plain_kind,
            title=LocalizedText.of("Pears at dusk", "傍晚的梨"),
            state=state,
            starts_at=timezone.now(),
            opened_at=opened,
            ended_at=timezone.now() if state in (RoomState.ENDED, RoomState.REPLAY) else None,
        )

    return make_room


@pytest.fixture(autouse=True)
def no_streams():
    """Nothing on air before a test, nothing after."""
    _streams.clear()
    forget_rooms()
    yield
    _streams.clear()


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@pytest.fixture
def get():
    """Asks the video app as a server would."""

    async def get(path: str, *, method: str = "GET", leave: asyncio.Event | None = None) -> Answer | None:
        address, _, query = path.partition("?")
        scope = {"type": "http", "method": method, "path": address, "query_string": query.encode(), "headers": []}
        sent: list[dict] = []

        async def receive() -> dict:
            if leave is None:
                await asyncio.Event().wait()
            await leave.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict) -> None:
            sent.append(message)

        await video_app(scope, receive, send)
        if not sent:
            return None
        headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:]))

    return get


@pytest.fixture
def on_air(recorded):
    """A stream of room 7 with three segments and a half, on a clock that keeps up; not recorded."""

    async def on_air(room_id: int = 7, items: Sequence[Item] | None = None) -> LiveStream:
        live = open_stream(room_id, record=False)
        clock = Clock(time.time())
        live.stream = Stream(clock=clock, on_segment=live._keep)
        began = clock.now
        for item in recorded.items()[:-50] if items is None else items:
            clock.now = began + getattr(item, "timestamp", 0) / 1_000_000
            live.feed([item])
        return live

    return on_air
