"""The boxes of CMAF (ISO/IEC 14496-12, 23000-19): an initialisation section, and fragments of one moof and one mdat."""

from collections.abc import Sequence
from struct import pack

from live.video.packager.samples import Sample, Track

IDENTITY_MATRIX = pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
KEY_FRAME = 0x0200_0000
"""sample_depends_on = 2: needs no other sample."""
OTHER_FRAME = 0x0101_0000
"""sample_depends_on = 1, sample_is_non_sync_sample."""


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return pack(">I4s", len(body) + 8, kind) + body


def full_box(kind: bytes, version: int, flags: int, *content: bytes) -> bytes:
    return box(kind, pack(">I", version << 24 | flags), *content)


def init_section(tracks: Sequence[Track]) -> bytes:
    """`ftyp` and `moov` for fragments made by `fragment` with the same tracks."""
    movie_header = full_box(
        b"mvhd",
        0,
        0,
        pack(">IIIIIH10x", 0, 0, 1000, 0, 0x10000, 0x100),
        IDENTITY_MATRIX,
        bytes(24),
        pack(">I", max(track.id for track in tracks) + 1),
    )
    extends = box(b"mvex", *(full_box(b"trex", 0, 0, pack(">IIIII", track.id, 1, 0, 0, 0)) for track in tracks))
    return box(b"ftyp", b"iso6", pack(">I", 0), b"iso6cmfcmp41") + box(
        b"moov", movie_header, *(_track_box(track) for track in tracks), extends
    )


def _track_box(track: Track) -> bytes:
    video = track.handler == b"vide"
    header = full_box(
        b"tkhd",
        0,
        7,
        pack(">5I8x4H", 0, 0, track.id, 0, 0, 0, 0, 0 if video else 0x100, 0),
        IDENTITY_MATRIX,
        pack(">II", track.width << 16, track.height << 16),
    )
    undetermined_language = 0x55C4
    media_header = full_box(b"mdhd", 0, 0, pack(">IIIIHH", 0, 0, track.timescale, 0, undetermined_language, 0))
    handler = full_box(b"hdlr", 0, 0, pack(">I4s12x", 0, track.handler), b"Daji\0")
    kind_header = full_box(b"vmhd", 0, 1, bytes(8)) if video else full_box(b"smhd", 0, 0, bytes(4))
    same_file = box(b"dinf", full_box(b"dref", 0, 0, pack(">I", 1), full_box(b"url ", 0, 1)))
    sample_table = box(
        b"stbl",
        full_box(b"stsd", 0, 0, pack(">I", 1), track.sample_entry),
        full_box(b"stts", 0, 0, bytes(4)),
        full_box(b"stsc", 0, 0, bytes(4)),
        full_box(b"stsz", 0, 0, bytes(8)),
        full_box(b"stco", 0, 0, bytes(4)),
    )
    media = box(b"mdia", media_header, handler, box(b"minf", kind_header, same_file, sample_table))
    return box(b"trak", header, media)


def fragment(sequence: int, runs: Sequence[tuple[Track, Sequence[Sample]]]) -> bytes:
    """One moof and mdat. Each run lies on end: a sample's decode time plus duration is the next one's decode time."""
    runs = [(track, samples) for track, samples in runs if samples]
    header_size = len(_movie_fragment(sequence, runs, [0] * len(runs)))
    offsets, position = [], header_size + 8
    for _, samples in runs:
        offsets.append(position)
        position += sum(len(sample.data) for sample in samples)
    payload = (sample.data for _, samples in runs for sample in samples)
    return _movie_fragment(sequence, runs, offsets) + box(b"mdat", *payload)


def _movie_fragment(sequence: int, runs: Sequence[tuple[Track, Sequence[Sample]]], offsets: Sequence[int]) -> bytes:
    return box(
        b"moof",
        full_box(b"mfhd", 0, 0, pack(">I", sequence & 0xFFFF_FFFF)),
        *(_track_fragment(track, samples, offset) for (track, samples), offset in zip(runs, offsets, strict=True)),
    )


def _track_fragment(track: Track, samples: Sequence[Sample], offset: int) -> bytes:
    offsets_from_moof = 0x20000
    offset_duration_size_flags = 0x701
    rows = b"".join(
        pack(">III", sample.duration, len(sample.data), KEY_FRAME if sample.key else OTHER_FRAME) for sample in samples
    )
    return box(
        b"traf",
        full_box(b"tfhd", 0, offsets_from_moof, pack(">I", track.id)),
        full_box(b"tfdt", 1, 0, pack(">Q", samples[0].decode_time)),
        full_box(b"trun", 0, offset_duration_size_flags, pack(">Ii", len(samples), offset), rows),
    )
