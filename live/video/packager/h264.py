"""H.264 as it lies in an mp4: the decoder's configuration, the sample entry, and a check of every sample."""

from collections.abc import Iterator
from struct import pack

from live.video.packager.boxes import box
from live.video.packager.errors import BadMedia
from live.video.packager.samples import VIDEO_TIMESCALE, Track, VideoConfig
from live.video.packager.sps import id_in_picture_parameters, own_id, picture_size

VIDEO_TRACK_ID = 1
PICTURE_PARTITIONS = range(1, 6)
IDR_PICTURE, SEQUENCE_PARAMETERS, PICTURE_PARAMETERS, ACCESS_UNIT_DELIMITER = 5, 7, 8, 9
MAX_CONFIG_BYTES = 1024


def video_config(avcc: bytes) -> VideoConfig:
    """Reads an AVCDecoderConfigurationRecord. The size comes from the SPS, never from what the publisher says."""
    if not 11 <= len(avcc) <= MAX_CONFIG_BYTES or avcc[0] != 1:
        raise BadMedia("This is no H.264 configuration.")
    if avcc[4] & 3 != 3:
        raise BadMedia("The lengths of H.264 units must take four bytes.")
    sequences, position = _parameter_sets(avcc, 6, avcc[5] & 31, SEQUENCE_PARAMETERS)
    pictures, _ = _parameter_sets(avcc, position + 1, avcc[position], PICTURE_PARAMETERS)
    wanted = id_in_picture_parameters(pictures[-1])
    # Chromium's encoder, told to encode another size, keeps the parameters of the old one beside the new.
    sps = next((sps for sps in sequences if own_id(sps) == wanted), None)
    if sps is None:
        raise BadMedia("The H.264 configuration does not fit together.")
    width, height = picture_size(sps)
    return VideoConfig(avcc=avcc, codec=f"avc1.{avcc[1:4].hex()}", width=width, height=height)


def _parameter_sets(avcc: bytes, position: int, count: int, kind: int) -> tuple[list[bytes], int]:
    """`count` units of one kind, each after its length in two bytes, and the position behind them."""
    units = []
    for _ in range(count):
        length = int.from_bytes(avcc[position : position + 2])
        unit = avcc[position + 2 : position + 2 + length]
        if not length or len(unit) != length or unit[0] & 31 != kind:
            raise BadMedia("The H.264 configuration is cut off.")
        units.append(unit)
        position += 2 + length
    if not units or position > len(avcc) or (kind == SEQUENCE_PARAMETERS and position == len(avcc)):
        raise BadMedia("The H.264 configuration is cut off.")
    return units, position


def video_track(config: VideoConfig) -> Track:
    no_palette = -1
    entry = box(
        b"avc1",
        pack(">6xH16xHHIIIH32xHh", 1, config.width, config.height, 0x480000, 0x480000, 0, 1, 24, no_palette),
        box(b"avcC", config.avcc),
    )
    return Track(VIDEO_TRACK_ID, b"vide", VIDEO_TIMESCALE, entry, config.width, config.height)


def has_key_picture(data: bytes) -> bool:
    """Walks the units of one sample. Raises BadMedia unless their lengths add up exactly and there is a picture."""
    position, end = 0, len(data)
    key = picture = False
    while position < end:
        if end - position < 5:
            raise BadMedia("A picture is cut off.")
        length = int.from_bytes(data[position : position + 4])
        if not 0 < length <= end - position - 4:
            raise BadMedia("A picture's units do not add up.")
        unit = data[position + 4] & 31
        picture = picture or unit in PICTURE_PARTITIONS
        key = key or unit == IDR_PICTURE
        position += 4 + length
    if not picture:
        raise BadMedia("A sample holds no picture.")
    return key


def annex_b_units(data: bytes) -> Iterator[bytes]:
    """The NAL units of a byte stream with start codes, as Chromium's MediaRecorder writes them."""
    start = data.find(b"\0\0\1")
    while start != -1:
        following = data.find(b"\0\0\1", start + 3)
        unit = data[start + 3 :] if following == -1 else data[start + 3 : following].rstrip(b"\0")
        if unit:
            yield unit
        start = following


def configuration_record(sps: bytes, pps: bytes) -> bytes:
    """An AVCDecoderConfigurationRecord with four-byte lengths, for sources that carry parameter sets in band."""
    if len(sps) < 4:
        raise BadMedia("The picture's parameters have a wrong length.")
    return b"\1" + sps[1:4] + b"\xff\xe1" + pack(">H", len(sps)) + sps + b"\1" + pack(">H", len(pps)) + pps
