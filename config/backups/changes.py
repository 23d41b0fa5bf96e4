"""The archive of one SQLite database: generations, each a snapshot and a log of the pages that changed after it.

    <folder>/<stamp of the snapshot>/snapshot.z     the whole database, compressed
                                     snapshot.json  what it is, with its SHA-256; written last
                                     log            records: pages that changed, until a commit
                                     seen           until when the log is known to be complete

A record that a crash cut off is noticed by its length and checksum, and what follows the last whole one is ignored.
"""

import hashlib
import json
import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from config.backups.errors import BackupFailed
from config.backups.moments import seconds_of

_MAGIC = b"DJ1\n"
_LENGTHS = struct.Struct(">4sII")
_PAGE_NUMBER = struct.Struct(">I")
_LEVEL = 1


@dataclass(frozen=True, kw_only=True)
class Record:
    """Everything committed before `since` is in, nothing committed after `until`. (Seconds since 1970.)

    At `quiet` nothing had come since the record before. A record that `is_part` counts only with the one that ends it.
    """

    since: float
    until: float
    quiet: float
    page_size: int
    pages: int
    salt: tuple[int, int]
    frame: int
    checksum: tuple[int, int]
    is_part: bool = False
    sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    since: float
    until: float
    page_size: int
    salt: tuple[int, int]
    frame: int
    checksum: tuple[int, int]
    sha256: str


class Generation:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"

    @property
    def began(self) -> float:
        return seconds_of(self.folder.name)

    def snapshot(self) -> Snapshot:
        found = json.loads((self.folder / "snapshot.json").read_text())
        return Snapshot(**{**found, "salt": tuple(found["salt"]), "checksum": tuple(found["checksum"])})

    def seen(self) -> float:
        try:
            return float((self.folder / "seen").read_text())
        except (OSError, ValueError):
            return self.snapshot().since

    def note_seen(self, seconds: float) -> None:
        write_whole(self.folder / "seen", f"{seconds:.6f}".encode())

    def records(self) -> Iterator[tuple[Record, bytes, int]]:
        """Whole records with their packed pages and where in the file they end."""
        if not self.log.exists():
            return
        with self.log.open("rb") as log:
            while (read := _read_record(log)) is not None:
                yield *read, log.tell()

    def append(self, log: IO[bytes], record: Record, pages: dict[int, bytes]) -> None:
        packed = zlib.compress(b"".join(_PAGE_NUMBER.pack(number) + page for number, page in pages.items()), _LEVEL)
        header = json.dumps(asdict(record) | {"sha256": hashlib.sha256(packed).hexdigest()}).encode()
        log.write(_LENGTHS.pack(_MAGIC, len(header), len(packed)) + header + packed)
        log.flush()
        os.fsync(log.fileno())

    def unpack_snapshot(self, target: Path) -> None:
        """Raises BackupFailed when it is not what was put there."""
        digest, unpacker = hashlib.sha256(), zlib.decompressobj()
        try:
            with (self.folder / "snapshot.z").open("rb") as packed, target.open("wb") as out:
                while chunk := packed.read(1 << 20):
                    plain = unpacker.decompress(chunk)
                    digest.update(plain)
                    out.write(plain)
                plain = unpacker.flush()
                digest.update(plain)
                out.write(plain)
        except zlib.error:
            raise BackupFailed(f"{self.folder}: the snapshot is damaged. Use an older backup.") from None
        if digest.hexdigest() != self.snapshot().sha256:
            raise BackupFailed(f"{self.folder}: the snapshot is not what was put there. Use an older backup.")


def generations(folder: Path) -> list[Generation]:
    """Whole ones, oldest first."""
    return [Generation(path.parent) for path in sorted(folder.glob("*/snapshot.json"))]


def pack_snapshot(source: Path, target: Path) -> str:
    """Returns the SHA-256 of the source."""
    digest, packer = hashlib.sha256(), zlib.compressobj(_LEVEL)
    with source.open("rb") as plain, target.open("wb") as out:
        while chunk := plain.read(1 << 20):
            digest.update(chunk)
            out.write(packer.compress(chunk))
        out.write(packer.flush())
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()


def unpack_pages(packed: bytes, page_size: int) -> Iterator[tuple[int, bytes]]:
    plain = zlib.decompress(packed)
    step = _PAGE_NUMBER.size + page_size
    for start in range(0, len(plain), step):
        yield _PAGE_NUMBER.unpack_from(plain, start)[0], plain[start + _PAGE_NUMBER.size : start + step]


def write_whole(path: Path, content: bytes) -> None:
    """Either the old or the new is there, whatever happens."""
    draft = path.with_name(path.name + ".draft")
    with draft.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)


def _read_record(log: IO[bytes]) -> tuple[Record, bytes] | None:
    lengths = log.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    magic, header_bytes, packed_bytes = _LENGTHS.unpack(lengths)
    if magic != _MAGIC:
        return None
    header, packed = log.read(header_bytes), log.read(packed_bytes)
    if len(header) < header_bytes or len(packed) < packed_bytes:
        return None
    found = json.loads(header)
    if hashlib.sha256(packed).hexdigest() != found["sha256"]:
        return None
    return Record(**{**found, "salt": tuple(found["salt"]), "checksum": tuple(found["checksum"])}), packed
