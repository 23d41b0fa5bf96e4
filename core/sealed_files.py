"""Files that say nothing to whoever reads the disk, the bucket or a backup: AES-256-GCM with keys that are not there.

Stored is a head (mark, key id, salt) and then chunks of `CHUNK_BYTES`, each with its tag. Every file has a key of its own,
stretched (HKDF) from the field key and the salt; a chunk's number is its nonce. Authenticated with each chunk are the head,
the file's name, the number and whether it is the last: a chunk that was changed, swapped, left out or carried over from
another file opens nothing, and neither does a file that was cut short or made longer.

`manage.py rotate_field_keys` moves files too (`core.file_rotation`).
"""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.files.base import File
from django.core.files.storage import Storage
from django.utils.module_loading import import_string

from core.encryption import DecryptionError, FieldKey, field_keys

MARK = b"daji sealed file 1:"
KEY_ID_BYTES = 8
SALT_BYTES = 16
HEAD_BYTES = len(MARK) + KEY_ID_BYTES + SALT_BYTES
CHUNK_BYTES = 64 * 1024
TAG_BYTES = 16
SPOOLED_BYTES = 4 * 1024 * 1024
# What a rotation puts behind a name: copies of files, as backups make them, never meet two contents under one name.
MOVED = re.compile(rf"\.[0-9a-f]{{{KEY_ID_BYTES}}}$")


def own_name(name: str) -> str:
    """Without what rotations put behind it."""
    return MOVED.sub("", name)


def name_under(name: str, key_id: str) -> str:
    return f"{own_name(name)}.{key_id}"


class _Cipher:
    def __init__(self, *, head: bytes, key: FieldKey, name: str) -> None:
        self.aead = AESGCM(key.for_file(head[-SALT_BYTES:]))
        self.place = head + own_name(name).encode()

    def seal(self, number: int, chunk: bytes, *, is_last: bool) -> bytes:
        return self.aead.encrypt(self._nonce(number), chunk, self._place(number, is_last=is_last))

    def open(self, number: int, chunk: bytes, *, is_last: bool) -> bytes:
        return self.aead.decrypt(self._nonce(number), chunk, self._place(number, is_last=is_last))

    def _nonce(self, number: int) -> bytes:
        return number.to_bytes(12)

    def _place(self, number: int, *, is_last: bool) -> bytes:
        return self.place + number.to_bytes(8) + (b"\1" if is_last else b"\0")


def sealed_pieces(content: IO[bytes], *, name: str) -> Iterator[bytes]:
    """The content as it may lie on a disk, under the first key."""
    key = field_keys()[0]
    head = MARK + key.id.encode() + os.urandom(SALT_BYTES)
    cipher = _Cipher(head=head, key=key, name=name)
    yield head
    number, chunk = 0, _filled(content)
    while True:
        following = _filled(content) if len(chunk) == CHUNK_BYTES else b""
        yield cipher.seal(number, chunk, is_last=not following)
        if not following:
            return
        number, chunk = number + 1, following


def _filled(content: IO[bytes]) -> bytes:
    """A whole chunk, unless the content ends: a `read` may give less than it was asked for."""
    chunk = content.read(CHUNK_BYTES)
    while len(chunk) < CHUNK_BYTES and (more := content.read(CHUNK_BYTES - len(chunk))):
        chunk += more
    return chunk


def key_id_of(head: bytes) -> str | None:
    """Under which key a file stands, by its first bytes; None when it is not sealed."""
    if len(head) < HEAD_BYTES or not head.startswith(MARK):
        return None
    return head[len(MARK) : len(MARK) + KEY_ID_BYTES].decode("ascii", "replace")


class SealedReader(io.RawIOBase):
    """What was sealed, chunk by chunk as it is asked for. `read` raises DecryptionError at the first that was changed."""

    def __init__(self, stored: IO[bytes], *, name: str) -> None:
        self.stored, self.name = stored, own_name(name)
        head = stored.read(HEAD_BYTES)
        key_id = key_id_of(head)
        key = next((key for key in field_keys() if key.id == key_id), None)
        if key is None:
            raise DecryptionError(f"The file {self.name} stands under key {key_id}, which is not in DAJI_FIELD_KEYS.")
        self.cipher = _Cipher(head=head, key=key, name=name)
        sealed = stored.seek(0, os.SEEK_END) - HEAD_BYTES
        self.chunks = -(-sealed // (CHUNK_BYTES + TAG_BYTES))
        self.length = sealed - self.chunks * TAG_BYTES
        if self.length < 0 or not self.chunks:
            raise DecryptionError(f"The file {self.name} was cut short.")
        self.at, self.opened = 0, (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self.at, os.SEEK_END: self.length}[whence]
        self.at = max(0, start + offset)
        return self.at

    def readinto(self, buffer: Any) -> int:
        number, skipped = divmod(self.at, CHUNK_BYTES)
        if self.at >= self.length and not (self.length == 0 and self.opened[0] < 0):
            return 0
        piece = self._chunk(number)[skipped : skipped + len(buffer)]
        buffer[: len(piece)] = piece
        self.at += len(piece)
        return len(piece)

    def close(self) -> None:
        self.stored.close()
        super().close()

    def _chunk(self, number: int) -> bytes:
        if self.opened[0] != number:
            self.stored.seek(HEAD_BYTES + number * (CHUNK_BYTES + TAG_BYTES))
            sealed = self.stored.read(CHUNK_BYTES + TAG_BYTES)
            try:
                opened = self.cipher.open(number, sealed, is_last=number == self.chunks - 1)
            except (InvalidTag, ValueError):
                raise DecryptionError(f"The file {self.name} was changed, cut short or moved there.") from None
            self.opened = (number, opened)
        return self.opened[1]


class SealedFile(File):
    def __init__(self, storage: SealedStorage, name: str) -> None:
        super().__init__(storage.reader(name), name)
        self.storage = storage

    def open(self, mode: str | None = None, *args: Any, **kwargs: Any) -> SealedFile:
        if self.closed:
            self.file = self.storage.reader(str(self.name))
        else:
            self.seek(0)
        return self


class SealedStorage(Storage):
    """Another storage, whose files are sealed on their way in. Only this site can hand them out: no address leads there.

    What was kept before there was sealing is read as it is, until `manage.py rotate_field_keys` has moved it.
    """

    def __init__(self, *, backend: str, options: dict[str, Any]) -> None:
        self.inner: Storage = import_string(backend)(**options)

    def key_id(self, name: str) -> str | None:
        """None for what is not sealed. Raises FileNotFoundError."""
        with self.inner.open(name) as stored:
            return key_id_of(stored.read(HEAD_BYTES))

    def _open(self, name: str, mode: str = "rb") -> File:
        if mode != "rb":
            raise ValueError("What is sealed is written whole, by save().")
        return SealedFile(self, name)

    def reader(self, name: str) -> IO[bytes]:
        stored = self.inner.open(name)
        try:
            is_sealed = key_id_of(stored.read(HEAD_BYTES)) is not None
            stored.seek(0)
            return io.BufferedReader(SealedReader(stored, name=name)) if is_sealed else stored
        except BaseException:
            stored.close()
            raise

    def _save(self, name: str, content: File) -> str:
        with tempfile.SpooledTemporaryFile(max_size=SPOOLED_BYTES) as spool:
            with suppress(AttributeError, io.UnsupportedOperation):
                content.seek(0)
            for piece in sealed_pieces(content, name=name):
                spool.write(piece)
            spool.seek(0)
            kept = self.inner.save(name, File(spool, name))
        if kept != name:
            self.inner.delete(kept)
            raise FileExistsError(f"{name} would have been kept under another name, and could not be opened there.")
        return kept

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return self.inner.get_available_name(name, max_length)

    def delete(self, name: str) -> None:
        self.inner.delete(name)

    def exists(self, name: str) -> bool:
        return self.inner.exists(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        return self.inner.listdir(path)

    def size(self, name: str) -> int:
        with self._open(name) as file:
            return file.seek(0, os.SEEK_END)

    def path(self, name: str) -> str:
        return self.inner.path(name)

    def url(self, name: str | None) -> str:
        raise ValueError("This file is not accessible via a URL.")

    def get_modified_time(self, name: str) -> datetime:
        return self.inner.get_modified_time(name)

    def get_created_time(self, name: str) -> datetime:
        return self.inner.get_created_time(name)
