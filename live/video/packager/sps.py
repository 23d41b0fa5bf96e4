"""Width and height out of an H.264 sequence parameter set (ITU-T H.264, 7.3.2.1.1)."""

from live.video.packager.errors import BadMedia

PROFILES_WITH_CHROMA_FORMAT = frozenset({44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244})
MAX_SIDE_PIXELS = 4096
MAX_SET_BYTES = 512


class BitReader:
    """Reads a raw byte sequence payload, most significant bit first."""

    def __init__(self, payload: bytes) -> None:
        self._value = int.from_bytes(payload)
        self._left = len(payload) * 8

    def bits(self, count: int) -> int:
        if count > self._left:
            raise BadMedia("The picture's parameters end too early.")
        self._left -= count
        return (self._value >> self._left) & ((1 << count) - 1)

    def unsigned(self) -> int:
        """An Exp-Golomb code, ue(v)."""
        zeros = 0
        while not self.bits(1):
            zeros += 1
            if zeros > 32:
                raise BadMedia("The picture's parameters hold a number that is too long.")
        return (1 << zeros) - 1 + self.bits(zeros)

    def signed(self) -> int:
        """An Exp-Golomb code, se(v)."""
        code = self.unsigned()
        return (code + 1) // 2 if code % 2 else -(code // 2)


def own_id(sps: bytes) -> int:
    """seq_parameter_set_id of a sequence parameter set."""
    reader = _reader(sps)
    reader.bits(24)
    return reader.unsigned()


def id_in_picture_parameters(pps: bytes) -> int:
    """Which sequence parameter set a picture parameter set refers to (7.3.2.2)."""
    reader = _reader(pps)
    reader.unsigned()
    return reader.unsigned()


def picture_size(sps: bytes) -> tuple[int, int]:
    """Width and height in pixels after cropping. `sps` is the whole NAL unit, with its first byte."""
    reader = _reader(sps)
    profile = reader.bits(8)
    reader.bits(16)
    reader.unsigned()
    chroma_format = _chroma_format(reader) if profile in PROFILES_WITH_CHROMA_FORMAT else 1
    _skip_order_count(reader)
    reader.unsigned()
    reader.bits(1)
    width = (reader.unsigned() + 1) * 16
    map_units = reader.unsigned() + 1
    frames_only = reader.bits(1)
    height = map_units * 16 * (2 - frames_only)
    if not frames_only:
        reader.bits(1)
    reader.bits(1)
    if reader.bits(1):
        left, right, top, bottom = (reader.unsigned() for _ in range(4))
        unit_x = 2 if chroma_format in (1, 2) else 1
        unit_y = (2 if chroma_format == 1 else 1) * (2 - frames_only)
        width -= (left + right) * unit_x
        height -= (top + bottom) * unit_y
    if not (16 <= width <= MAX_SIDE_PIXELS and 16 <= height <= MAX_SIDE_PIXELS):
        raise BadMedia("The picture has a size that we do not take.")
    return width, height


def _reader(unit: bytes) -> BitReader:
    if not 2 <= len(unit) <= MAX_SET_BYTES:
        raise BadMedia("The picture's parameters have a wrong length.")
    return BitReader(unit[1:].replace(b"\0\0\3", b"\0\0"))


def _chroma_format(reader: BitReader) -> int:
    chroma_format = reader.unsigned()
    if chroma_format > 3:
        raise BadMedia("The picture's parameters name an unknown colour format.")
    if chroma_format == 3:
        reader.bits(1)
    reader.unsigned()
    reader.unsigned()
    reader.bits(1)
    if reader.bits(1):
        for index in range(8 if chroma_format != 3 else 12):
            if reader.bits(1):
                _skip_scaling_list(reader, 16 if index < 6 else 64)
    return chroma_format


def _skip_scaling_list(reader: BitReader, size: int) -> None:
    last = following = 8
    for _ in range(size):
        if following:
            following = (last + reader.signed()) % 256
        last = following or last


def _skip_order_count(reader: BitReader) -> None:
    reader.unsigned()
    kind = reader.unsigned()
    if kind == 0:
        reader.unsigned()
    elif kind == 1:
        reader.bits(1)
        reader.signed()
        reader.signed()
        count = reader.unsigned()
        if count > 255:
            raise BadMedia("The picture's parameters hold too many offsets.")
        for _ in range(count):
            reader.signed()
    elif kind > 2:
        raise BadMedia("The picture's parameters name an unknown order of pictures.")
