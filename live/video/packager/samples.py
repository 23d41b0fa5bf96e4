"""What every kind of ingest hands to the packager, and what the packager hands to the box writer."""

from dataclasses import dataclass

MICROSECONDS = 1_000_000
VIDEO_TIMESCALE = 90_000
"""Ticks a second of every video track; microseconds convert without rounding errors that add up."""


@dataclass(frozen=True, slots=True)
class VideoConfig:
    """An H.264 decoder configuration: `avcc` is the AVCDecoderConfigurationRecord of ISO/IEC 14496-15."""

    avcc: bytes
    codec: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class AudioConfig:
    """`description` is the content of the codec's own box: OpusHead for Opus, an AudioSpecificConfig for AAC."""

    codec: str
    sample_rate: int
    channels: int
    description: bytes
    silence: bytes
    """One encoded packet of silence, put where the publisher left a hole."""
    silence_duration: int
    """In ticks of the sample rate."""


@dataclass(frozen=True, slots=True)
class VideoChunk:
    timestamp: int
    """Microseconds on the publisher's clock."""
    data: bytes
    """NAL units, each after its length in four bytes. Whether it is a key frame is read from them."""


@dataclass(frozen=True, slots=True)
class AudioChunk:
    timestamp: int
    """Microseconds on the publisher's clock."""
    data: bytes


type Item = VideoConfig | AudioConfig | VideoChunk | AudioChunk


@dataclass(slots=True)
class Sample:
    """One frame on the stream's own clock, in ticks of its track."""

    decode_time: int
    duration: int
    data: bytes
    key: bool = True


@dataclass(frozen=True, slots=True)
class Track:
    id: int
    handler: bytes
    """`vide` or `soun`."""
    timescale: int
    sample_entry: bytes
    width: int = 0
    height: int = 0
