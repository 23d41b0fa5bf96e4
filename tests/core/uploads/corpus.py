"""Hostile files and strings, made from a seed: each with the sentences its sender may read, or none when it comes out clean.

`PAYLOAD` stands in whatever could be run and `PLACE` wherever a place could be told; neither may be found in what is kept.
"""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PIL import Image, PngImagePlugin

PAYLOAD = b"<script>alert('daji-payload')</script>"
PLACE = b"Secret Phone Co"

NO_PICTURE = "This is no picture that we can read. Send a JPEG, PNG, WebP or AVIF file."
DAMAGED = "This picture is cut short or damaged. Take or save it again and send that one."
TOO_MUCH = "This picture is cut short, damaged or too much for us. Save it smaller and send that."
TOO_MANY_PIXELS = "This picture has more than 64 million pixels. Make it smaller and try again."
TOO_MANY_OF_KIND = "A PNG picture may have 40 million pixels. Save this one as a JPEG and send that."
HEIC = (
    "This is a HEIC picture, as iPhones keep them, and we cannot read it. Send it as a JPEG: in Settings, under Camera, "
    "Formats, choose Most Compatible; or send a screenshot of it."
)
BROKEN = (NO_PICTURE, DAMAGED, TOO_MUCH)


@dataclass(frozen=True)
class Hostile:
    name: str
    content: bytes
    refused: tuple[str, ...] = ()
    """The sentences of which one must be said. Empty: it is a picture, and must come out clean."""
    either: bool = False
    """Refused with one of the sentences or clean: which of the two is the decoder's affair."""


def picture(kind: str = "JPEG", size: tuple[int, int] = (48, 32), **options) -> bytes:
    buffer = io.BytesIO()
    noise = Image.frombytes("RGB", size, random.Random(7).randbytes(size[0] * size[1] * 3))
    noise.save(buffer, kind, **options)
    return buffer.getvalue()


def chunk(kind: bytes, data: bytes, *, checksum: int | None = None) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum or zlib.crc32(kind + data))


def png(*chunks: bytes, size: tuple[int, int] = (2, 2), depth: int = 8, colour: int = 2) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IEND", b"")


def box(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(data)) + kind + data


def texts() -> Iterator[Hostile]:
    """What a browser or a shell would run, under every name that a form might believe."""
    bodies = {
        "svg with a script": b'<svg xmlns="http://www.w3.org/2000/svg">' + PAYLOAD + b"</svg>",
        "svg with onload": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "svg that fetches": b'<svg xmlns:x="http://www.w3.org/1999/xlink"><image x:href="file:///etc/passwd"/></svg>',
        "svg of a billion laughs": b'<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><svg>&b;</svg>',
        "html": b"<!doctype html>" + PAYLOAD,
        "html after spaces": b" " * 600 + b"<html>" + PAYLOAD,
        "xhtml": b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">' + PAYLOAD + b"</html>",
        "script": b"alert('daji-payload')",
        "php": b"<?php system($_GET['c']); ?>",
        "shell": b"#!/bin/sh\nrm -rf /\n",
        "htaccess": b"AddType application/x-httpd-php .jpg\n",
        "csv formula": b'=HYPERLINK("http://evil.example","Pay")\n+1\n-1\n@SUM(1)\n',
        "latex": b"\\input{/etc/passwd}",
        "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (r) file\n",
        "mvg": b"push graphic-context\nfill 'url(https://evil.example/|id)'\n",
        "pdf": b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj",
        "nothing": b"",
        "one byte": b"\xff",
        "nulls": bytes(4096),
    }
    for ending in ("jpg", "png", "webp", "avif"):
        for name, body in bodies.items():
            yield Hostile(f"{name} as .{ending}", body, (NO_PICTURE,))


def other_formats() -> Iterator[Hostile]:
    """Pictures, but of formats whose decoders strangers shall not reach."""
    for kind in ("GIF", "BMP", "TIFF", "ICO", "PCX", "PPM", "TGA", "SGI", "EPS", "PDF", "DDS", "IM", "SPIDER", "ICNS"):
        buffer = io.BytesIO()
        mode = "F" if kind == "SPIDER" else "RGBA" if kind == "ICNS" else "RGB"
        Image.new(mode, (64, 64)).save(buffer, kind)
        for ending in ("jpg", "webp"):
            yield Hostile(f"{kind} as .{ending}", buffer.getvalue(), (NO_PICTURE,))
    signatures = {
        "psd": b"8BPS\0\1" + bytes(64),
        "heic": box(b"ftyp", b"heic\0\0\0\0heicmif1") + bytes(64),
        "jpeg 2000": b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(64),
        "jpeg xl": b"\xff\x0a" + bytes(64),
        "flif": b"FLIF" + bytes(64),
        "wmf": b"\xd7\xcd\xc6\x9a" + bytes(64),
        "zip": b"PK\3\4" + bytes(64),
        "elf": b"\x7fELF" + bytes(64),
        "exe": b"MZ" + bytes(64),
        "gzip": b"\x1f\x8b\x08" + bytes(64),
        "mkv": b"\x1aE\xdf\xa3" + bytes(64),
        "mp4": box(b"ftyp", b"isom\0\0\2\0isomiso2") + bytes(64),
        "swf": b"FWS\x0a" + bytes(64),
        "font": b"wOF2" + bytes(64),
        "sqlite": b"SQLite format 3\0" + bytes(64),
        "pickle": b"\x80\x04cos\nsystem\n(S'id'\ntR.",
    }
    for name, content in signatures.items():
        for ending in ("jpg", "png"):
            yield Hostile(f"{name} as .{ending}", content, (HEIC if name == "heic" else NO_PICTURE,))


def polyglots() -> Iterator[Hostile]:
    """Pictures that are something else as well. They are pictures, so they are taken, and nothing else of them is."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("index.html", PAYLOAD)
    tails = {"html": PAYLOAD, "zip": archive.getvalue() + PAYLOAD, "php": b"<?php " + PAYLOAD, "js": b"*/=1;" + PAYLOAD}
    for kind in ("JPEG", "PNG", "WEBP", "AVIF"):
        for name, tail in tails.items():
            yield Hostile(
                f"{kind} and {name} behind it", picture(kind) + tail, BROKEN if kind == "AVIF" else (), kind == "AVIF"
            )
            yield Hostile(f"{name} in front of {kind}", tail + picture(kind), (NO_PICTURE,))
    yield Hostile("gif and js", b"GIF89a/*" + bytes(20) + b"*/=1;" + PAYLOAD, (NO_PICTURE,))
    yield Hostile("bmp and js", b"BM/*" + bytes(20) + b"*/=1;" + PAYLOAD, (NO_PICTURE,))
    yield Hostile("jpeg comment", picture("JPEG", comment=PAYLOAD))
    yield Hostile("jpeg comment of 60 KB", picture("JPEG", comment=PAYLOAD * 1500))
    for key in (b"Comment", b"XML:com.adobe.xmp", b"Software"):
        words = PngImagePlugin.PngInfo()
        words.add_text(key.decode(), PAYLOAD.decode())
        words.add_itxt(key.decode(), PAYLOAD.decode())
        words.add_text(key.decode(), PAYLOAD.decode() * 50, zip=True)
        yield Hostile(f"png text {key.decode()}", picture("PNG", pnginfo=words))
    for kind in ("JPEG", "WEBP", "AVIF"):
        yield Hostile(f"{kind} with xmp", picture(kind, xmp=b"<x:xmpmeta>" + PAYLOAD + b"</x:xmpmeta>"))
        yield Hostile(f"{kind} with a profile of scripts", picture(kind, icc_profile=PAYLOAD * 20))
    for marker in range(0xE0, 0xF0):
        segment = bytes([0xFF, marker]) + struct.pack(">H", len(PAYLOAD) + 2) + PAYLOAD
        yield Hostile(f"jpeg segment {marker:02x}", b"\xff\xd8" + segment + picture("JPEG")[2:], BROKEN, either=True)


def whereabouts() -> Iterator[Hostile]:
    """Where it was taken and with what, in every corner that a camera writes it into."""
    for kind in ("JPEG", "PNG", "WEBP", "AVIF"):
        for orientation in (1, 3, 6, 8, 99, 0xFFFF):
            data = Image.Exif()
            data[0x0112] = orientation
            data[0x010F] = PLACE.decode()
            data.get_ifd(0x8825).update(
                {1: "N", 2: (31.0, 1.0, 12.0), 3: "E", 4: (109.0, 27.0, 36.0), 29: "Secret Phone Co"}
            )
            # libavif takes the orientation out of it and refuses those that there are not.
            yield Hostile(
                f"{kind} exif, orientation {orientation}",
                picture(kind, exif=data),
                BROKEN if orientation > 8 else (),
                orientation > 8,
            )
    for name, block in {
        "of garbage": b"Exif\0\0" + PLACE * 9,
        "pointing at itself": b"Exif\0\0II*\0\x08\0\0\0\1\0\x69\x87\4\0\1\0\0\0\x08\0\0\0" + bytes(4) + PLACE,
        "pointing far away": b"Exif\0\0II*\0\xff\xff\xff\x7f" + PLACE,
        "with 65535 entries": b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + PLACE,
    }.items():
        for kind in ("JPEG", "WEBP"):
            yield Hostile(f"{kind} exif {name}", picture(kind, exif=block), BROKEN, either=True)


def cut_short() -> Iterator[Hostile]:
    for kind in ("JPEG", "PNG", "WEBP", "AVIF"):
        whole = picture(kind)
        for percent in range(2, 90, 8):
            yield Hostile(f"{kind} cut at {percent}%", whole[: len(whole) * percent // 100], BROKEN)


def flipped() -> Iterator[Hostile]:
    """Bits turned over at random: whatever the decoder makes of it, it is a sentence or a clean picture."""
    for kind in ("JPEG", "PNG", "WEBP", "AVIF"):
        whole = picture(kind)
        for seed in range(12):
            chance, content = random.Random(f"{kind}{seed}"), bytearray(whole)
            for _ in range(1 + seed):
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            yield Hostile(
                f"{kind} flipped, seed {seed}", bytes(content), (*BROKEN, TOO_MANY_PIXELS, TOO_MANY_OF_KIND), True
            )


def bombs() -> Iterator[Hostile]:
    pixels = chunk(b"IDAT", zlib.compress(bytes(100_000)))
    for size in (
        (50_000, 50_000),
        (40_000, 1_001),
        (1_001, 40_000),
        (2**31 - 1, 2**31 - 1),
        (2_000_000_000, 1),
        (7_000, 6_000),
    ):
        for colour in (0, 2, 6):
            yield Hostile(
                f"png of {size[0]} × {size[1]}, colour {colour}",
                png(pixels, size=size, colour=colour),
                (TOO_MANY_PIXELS, TOO_MANY_OF_KIND, NO_PICTURE),
            )
    flood = zlib.compress(bytes(50_000_000), 9)
    yield Hostile("png with 50 MB behind 4 pixels", png(chunk(b"IDAT", flood)), BROKEN, either=True)
    text = chunk(b"zTXt", b"Comment\0\0" + flood)
    yield Hostile("png with a text of 50 MB", png(text, chunk(b"IDAT", zlib.compress(bytes(14)))), BROKEN, either=True)
    profile = chunk(b"iCCP", b"profile\0\0" + flood)
    yield Hostile(
        "png with a profile of 50 MB", png(profile, chunk(b"IDAT", zlib.compress(bytes(14)))), BROKEN, either=True
    )
    yield Hostile("png of 0 × 0", png(pixels, size=(0, 0)), BROKEN)
    yield Hostile("png with 20,000 chunks", png(*[chunk(b"tEXt", b"a\0b")] * 20_000), BROKEN)
    yield Hostile("png with a wrong checksum", png(chunk(b"IDAT", zlib.compress(bytes(14)), checksum=1)), BROKEN, True)
    yield Hostile("png with a chunk of 2 GB", png(struct.pack(">I", 2**31 - 1) + b"IDAT"), BROKEN)
    frame = struct.pack(">IIIIIHHBB", 0, 2, 2, 0, 0, 1, 10, 0, 0)
    yield Hostile(
        "apng of 4 billion frames",
        png(
            chunk(b"acTL", struct.pack(">II", 2**32 - 1, 0)),
            chunk(b"fcTL", frame),
            chunk(b"IDAT", zlib.compress(bytes(14))),
        ),
        BROKEN,
        either=True,
    )
    header = picture("JPEG")
    at = header.index(b"\xff\xc0") + 5
    yield Hostile("jpeg of 65,535 × 65,535", header[:at] + b"\xff\xff\xff\xff" + header[at + 4 :], (TOO_MANY_PIXELS,))
    yield Hostile("jpeg of 0 × 0", header[:at] + bytes(4) + header[at + 4 :], BROKEN)
    for width, height in ((16_383, 16_383), (12_000, 1_100), (1_100, 12_000)):
        canvas = (
            b"VP8X"
            + struct.pack("<I", 10)
            + b"\2\0\0\0"
            + (width - 1).to_bytes(3, "little")
            + (height - 1).to_bytes(3, "little")
        )
        body = b"WEBP" + canvas + b"ANIM" + struct.pack("<IIH", 6, 0, 0)
        yield Hostile(
            f"webp canvas of {width} × {height}",
            b"RIFF" + struct.pack("<I", len(body)) + body,
            (TOO_MANY_PIXELS, TOO_MANY_OF_KIND, *BROKEN),
        )
    frames = [Image.new("RGB", (64, 64), (n, n, n)) for n in range(60)]
    buffer = io.BytesIO()
    frames[0].save(buffer, "WEBP", save_all=True, append_images=frames[1:])
    yield Hostile("webp of 60 frames", buffer.getvalue())
    buffer = io.BytesIO()
    frames[0].save(buffer, "PNG", save_all=True, append_images=frames[1:])
    yield Hostile("apng of 60 frames", buffer.getvalue())
    avif = picture("AVIF")
    at = avif.index(b"ispe") + 8
    yield Hostile(
        "avif that says 60,000 × 60,000",
        avif[:at] + struct.pack(">II", 60_000, 60_000) + avif[at + 8 :],
        (*BROKEN, TOO_MANY_PIXELS),
    )
    yield Hostile("avif of boxes in boxes", box(b"ftyp", b"avif\0\0\0\0avifmif1") + nested(b"meta", 200), BROKEN)


def nested(kind: bytes, depth: int) -> bytes:
    content = b""
    for _ in range(depth):
        content = box(kind, content)
    return content


MAKERS: tuple[Callable[[], Iterator[Hostile]], ...] = (
    texts, other_formats, polyglots, whereabouts, cut_short, flipped, bombs,
)  # fmt: skip


def pictures() -> list[Hostile]:
    return [hostile for make in MAKERS for hostile in make()]
