"""Hostile videos, made from a seed."""

import random
import struct
from collections.abc import Iterator

from tests.core.uploads.corpus import PAYLOAD, Hostile, box, nested
from tests.factories.videos import video_bytes

UNREADABLE = "This is no video that we can read. Send an MP4, MOV or WebM file."
CODEC = "This video is coded in a way we cannot read. Save it as MP4 (H.264) and send that."
NO_FILM = "There is sound in this file but no moving picture. Send a video."
TOO_LONG = "This video is too long. Cut it down to a minute and send that."
TOO_LARGE = "This video has too many pixels. Record it in 1080p or 720p and send that."
CUT_SHORT = "This video is cut short or damaged. Save it again and send that one."
ANY = (UNREADABLE, CODEC, NO_FILM, TOO_LONG, TOO_LARGE, CUT_SHORT)


def videos() -> list[Hostile]:
    mp4 = video_bytes(seconds=0.5)
    webm = video_bytes(seconds=0.5, codec="libvpx-vp9", container="webm", sound="libopus")
    return [*no_videos(), *broken_boxes(mp4), *damaged("mp4", mp4), *damaged("webm", webm)]


def no_videos() -> Iterator[Hostile]:
    for name, content in {
        "html": PAYLOAD,
        "playlist that reads a file": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        "playlist that fetches": b"#EXTM3U\n#EXTINF:1,\nhttp://169.254.169.254/latest/\n",
        "concat list": b"ffconcat version 1.0\nfile '/etc/passwd'\n",
        "subtitles": b"1\n00:00:01,000 --> 00:00:02,000\n" + PAYLOAD,
        "dash manifest": b'<?xml version="1.0"?><MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>',
        "sdp": b"v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n",
        "avi": b"RIFF\xff\xff\xff\xffAVI LIST" + bytes(200),
        "flv": b"FLV\1\5\0\0\0\x09" + bytes(200),
        "transport stream": (b"\x47\x40\0\x10" + bytes(184)) * 8,
        "ogg": b"OggS" + bytes(200),
        "gif": b"GIF89a" + bytes(200),
        "y4m": b"YUV4MPEG2 W9999 H9999 F30:1\nFRAME\n",
        "nothing": b"",
    }.items():
        yield Hostile(f"{name} as .mp4", content, (UNREADABLE,))


def broken_boxes(mp4: bytes) -> Iterator[Hostile]:
    head = box(b"ftyp", b"isom\0\0\2\0isomiso2avc1mp41")
    tables = {kind: mp4.index(kind) for kind in (b"stsz", b"stco", b"stts", b"stsc", b"stss")}
    for kind, at in tables.items():
        count = at + (12 if kind == b"stsz" else 8)
        yield Hostile(
            f"{kind.decode()} of 4 billion rows", mp4[:count] + b"\xff\xff\xff\xff" + mp4[count + 4 :], ANY, either=True
        )
    yield Hostile("moov in moov in moov", head + nested(b"moov", 2_000), ANY)
    yield Hostile("trak in trak in trak", head + box(b"moov", nested(b"trak", 2_000)), ANY)
    yield Hostile("moov of 4 GB", head + b"\xff\xff\xff\xffmoov" + bytes(64), ANY)
    yield Hostile("moov of 16 EB", head + b"\0\0\0\1moov" + b"\xff" * 8 + bytes(64), ANY)
    yield Hostile("moov of no length", head + b"\0\0\0\7moov" + bytes(64), ANY)
    yield Hostile("3,000 tracks", head + box(b"moov", box(b"trak", box(b"tkhd", bytes(84))) * 3_000), ANY)
    yield Hostile("only a head", head, ANY)
    yield Hostile(
        "a compressed head", head + box(b"moov", box(b"cmov", box(b"dcom", b"zlib") + box(b"cmvd", b"\xff" * 64))), ANY
    )
    reference = box(b"dref", struct.pack(">II", 0, 1) + box(b"alis", bytes(4) + b"file:///etc/passwd" + bytes(150)))
    at = mp4.index(b"dref") - 4
    yield Hostile("data that lies elsewhere", mp4[:at] + reference + mp4[at + len(reference) :], ANY, either=True)
    for width, height in ((65_535, 65_535), (0, 0), (1, 1), (32_768, 2)):
        at = mp4.index(b"avc1", mp4.index(b"stsd")) + 28
        content = mp4[:at] + struct.pack(">HH", width, height) + mp4[at + 4 :]
        yield Hostile(f"a track that says {width} × {height}", content, ANY, either=True)
    at = mp4.index(b"mvhd") + 20
    yield Hostile("a film of 49 days", mp4[:at] + b"\xff\xff\xff\xff" + mp4[at + 4 :], ANY, either=True)
    yield Hostile("ebml of no length", b"\x1aE\xdf\xa3\x01" + b"\xff" * 7 + bytes(64), ANY)
    yield Hostile("ebml in ebml", b"\x1aE\xdf\xa3\x9f" * 500, ANY)


def damaged(name: str, whole: bytes) -> Iterator[Hostile]:
    for percent in (5, 30, 60, 90):
        yield Hostile(f"{name} cut at {percent}%", whole[: len(whole) * percent // 100], ANY, either=True)
    for seed in range(6):
        chance, content = random.Random(f"{name}{seed}"), bytearray(whole)
        for _ in range(40):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        yield Hostile(f"{name} flipped, seed {seed}", bytes(content), ANY, either=True)
