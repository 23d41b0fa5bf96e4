"""Opus and AAC as they lie in an mp4: configuration, sample entry, duration and silence."""

from struct import pack, unpack_from

from live.video.packager.boxes import box, full_box
from live.video.packager.errors import BadMedia
from live.video.packager.samples import AudioConfig, Track

AUDIO_TRACK_ID = 2
OPUS_RATE = 48_000
OPUS_HEAD_BYTES = 19
OPUS_MAX_PACKET_TICKS = 5760
"""120 ms (RFC 6716, 3.2.5)."""
OPUS_SILENCE = bytes.fromhex("f8fffe")
"""20 ms of fullband CELT with nothing in it; decoders take it as mono and as stereo."""
AAC_FRAME_TICKS = 1024
AAC_RATES = (96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350)
AAC_SILENCE = {1: bytes.fromhex("00c800802380"), 2: bytes.fromhex("210049900219002380")}
AAC_LOW_COMPLEXITY = 2
NOMINAL_BITRATE = 128_000


def audio_config(description: bytes) -> AudioConfig:
    """Reads OpusHead (RFC 7845, 5.1) or else an AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1)."""
    return _opus_config(description) if description.startswith(b"OpusHead") else _aac_config(description)


def opus_config(channels: int) -> AudioConfig:
    """For sources without an OpusHead, and for the silence of a publisher without a microphone."""
    return _opus_config(b"OpusHead" + pack("<BBHIhB", 1, channels, 312, OPUS_RATE, 0, 0))


def _opus_config(head: bytes) -> AudioConfig:
    if len(head) != OPUS_HEAD_BYTES or head[9] not in (1, 2) or head[18] != 0:
        raise BadMedia("We take Opus with one or two channels.")
    return AudioConfig("opus", OPUS_RATE, head[9], head, OPUS_SILENCE, 960)


def _aac_config(specific: bytes) -> AudioConfig:
    if not 2 <= len(specific) <= 64:
        raise BadMedia("This is no configuration of Opus or AAC.")
    profile = specific[0] >> 3
    rate_index = (specific[0] & 7) << 1 | specific[1] >> 7
    channels = specific[1] >> 3 & 15
    if profile != AAC_LOW_COMPLEXITY or rate_index >= len(AAC_RATES) or channels not in AAC_SILENCE:
        raise BadMedia("We take AAC-LC with one or two channels.")
    rate = AAC_RATES[rate_index]
    return AudioConfig("mp4a.40.2", rate, channels, specific, AAC_SILENCE[channels], AAC_FRAME_TICKS)


def packet_duration(config: AudioConfig, packet: bytes) -> int:
    """Ticks of the sample rate. For Opus read from the packet itself (RFC 6716, 3.1), whatever the publisher says."""
    if config.codec != "opus":
        return AAC_FRAME_TICKS
    mode = packet[0] >> 3
    if mode < 12:
        frame = (480, 960, 1920, 2880)[mode & 3]
    elif mode < 16:
        frame = (480, 960)[mode & 1]
    else:
        frame = (120, 240, 480, 960)[mode & 3]
    code = packet[0] & 3
    if code == 3 and len(packet) < 2:
        raise BadMedia("A sound packet is cut off.")
    duration = frame * (1, 2, 2, packet[1] & 63 if code == 3 else 0)[code]
    if not 0 < duration <= OPUS_MAX_PACKET_TICKS:
        raise BadMedia("A sound packet has an impossible length.")
    return duration


def audio_track(config: AudioConfig) -> Track:
    opus = config.codec == "opus"
    entry = box(
        b"Opus" if opus else b"mp4a",
        pack(">6xH8xHHII", 1, config.channels, 16, 0, config.sample_rate << 16 & 0xFFFF_FFFF),
        _opus_box(config.description) if opus else _aac_box(config.description),
    )
    return Track(AUDIO_TRACK_ID, b"soun", config.sample_rate, entry)


def _opus_box(head: bytes) -> bytes:
    pre_skip, rate, gain = unpack_from("<HIh", head, 10)
    return box(b"dOps", pack(">BBHIhB", 0, head[9], pre_skip, rate, gain, 0))


def _aac_box(specific: bytes) -> bytes:
    mpeg4_audio, audio_stream = 0x40, 0x15
    decoder = pack(">BB3xII", mpeg4_audio, audio_stream, NOMINAL_BITRATE, NOMINAL_BITRATE)
    elementary = pack(">HB", 0, 0) + _descriptor(4, decoder + _descriptor(5, specific)) + _descriptor(6, b"\2")
    return full_box(b"esds", 0, 0, _descriptor(3, elementary))


def _descriptor(tag: int, content: bytes) -> bytes:
    return bytes((tag, len(content))) + content
