"""The wire format of a publisher with WebCodecs: one binary socket message for each encoded chunk.

Sixteen bytes, numbers most significant byte first, and then the chunk itself:

    byte 0      version, 1
    byte 1      kind: 0 description of the picture, 1 description of the sound, 2 picture, 3 sound
    byte 2      flags: 1 = key frame (for those who watch the wire; the packager looks at the picture)
    byte 3      0
    bytes 4-7   duration in microseconds (0 = unknown; the packager takes it from the next chunk or the packet)
    bytes 8-15  timestamp in microseconds, on one clock for picture and sound

A description of the picture is an AVCDecoderConfigurationRecord, one of the sound OpusHead or an AudioSpecificConfig:
each is what `EncodedVideoChunkMetadata.decoderConfig.description` holds. A description comes before its first chunk,
and again whenever it changes (the camera was turned).
"""

from enum import IntEnum
from struct import Struct

from live.video.packager.errors import BadMedia
from live.video.packager.h264 import video_config
from live.video.packager.samples import AudioChunk, Item, VideoChunk
from live.video.packager.sound import audio_config

HEADER = Struct(">BBBxIQ")
VERSION = 1
MAX_MESSAGE_BYTES = 2 * 1024 * 1024
MAX_TIMESTAMP = 1 << 53


class Kind(IntEnum):
    VIDEO_CONFIG = 0
    AUDIO_CONFIG = 1
    VIDEO = 2
    AUDIO = 3


def read_message(message: bytes) -> Item:
    """Raises BadMedia with a sentence."""
    if not HEADER.size < len(message) <= MAX_MESSAGE_BYTES:
        raise BadMedia("A message is empty or too large.")
    version, kind, _flags, _duration, timestamp = HEADER.unpack_from(message)
    if version != VERSION:
        raise BadMedia("This version of the wire format is unknown.")
    if timestamp > MAX_TIMESTAMP:
        raise BadMedia("A timestamp is impossible.")
    data = message[HEADER.size :]
    match kind:
        case Kind.VIDEO_CONFIG:
            return video_config(data)
        case Kind.AUDIO_CONFIG:
            return audio_config(data)
        case Kind.VIDEO:
            return VideoChunk(timestamp, data)
        case Kind.AUDIO:
            return AudioChunk(timestamp, data)
    raise BadMedia("A message is of an unknown kind.")


def write_message(kind: Kind, data: bytes, *, timestamp: int = 0, key: bool = False, duration: int = 0) -> bytes:
    """What the browser's side of the wire writes; for tests and for publishers written in Python."""
    return HEADER.pack(VERSION, kind, int(key), duration, timestamp) + data
