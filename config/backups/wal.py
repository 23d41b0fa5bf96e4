"""SQLite's write-ahead log as it lies on the disk (https://www.sqlite.org/walformat.html).

How far it is written and committed stands in the wal-index (`-shm`), which every process that writes keeps up to date;
nothing has to be guessed from the frames.
"""

import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from config.backups.errors import BackupFailed

_HEADER = struct.Struct("=IIIBBHII2I2I2I")
_WAL_HEADER_BYTES = 32
_FRAME_HEADER = struct.Struct(">IIIIII")
_TRIES = 1000


class WalState(NamedTuple):
    """`frames` are committed; the database is `pages` long after the last of them. A new `salt` is a log begun anew."""

    page_size: int
    frames: int
    pages: int
    salt: tuple[int, int]
    checksum: tuple[int, int]


class Look(NamedTuple):
    """The log as it was at some moment between the two."""

    since: float
    state: WalState
    until: float


class WalFile:
    """For one process and one database. Its files stay open until `close`.

    Closing any descriptor of a file gives up all locks that this process has on it (POSIX), and SQLite's locks are on
    the wal-index: so close this only after every connection of the process has been closed.
    """

    def __init__(self, database: Path) -> None:
        self._shm = os.open(f"{database}-shm", os.O_RDONLY)
        self._wal = os.open(f"{database}-wal", os.O_RDONLY)

    def close(self) -> None:
        os.close(self._shm)
        os.close(self._wal)

    def state(self) -> WalState:
        """Raises BackupFailed when the index cannot be read whole: it is kept twice, and the copies must agree."""
        for _try in range(_TRIES):
            both = os.pread(self._shm, 2 * _HEADER.size, 0)
            first, second = both[: _HEADER.size], both[_HEADER.size :]
            if first != second or len(second) < _HEADER.size:
                continue
            version, _, _, is_init, _, size, frames, pages, check1, check2, salt1, salt2, *_ = _HEADER.unpack(first)
            if is_init != 1:
                continue
            if version != 3007000:
                raise BackupFailed(f"This SQLite keeps its log in an unknown way (version {version}).")
            # The salts are stored as they stand in the log itself: big-endian.
            salts = struct.unpack(">2I", struct.pack("=2I", salt1, salt2))
            return WalState(65536 if size == 1 else size, frames, pages, (salts[0], salts[1]), (check1, check2))
        raise BackupFailed("SQLite's log changes so fast that it cannot be read. Try again.")

    def look(self, clock: Callable[[], float]) -> Look:
        since = clock()
        state = self.state()
        return Look(since, state, clock())

    def frames(self, state: WalState, *, after: int) -> Iterator[tuple[int, bytes]]:
        """Page numbers and pages of the frames after the one of this number, up to the state's last."""
        size = _FRAME_HEADER.size + state.page_size
        for number in range(after, state.frames):
            frame = os.pread(self._wal, size, _WAL_HEADER_BYTES + number * size)
            if len(frame) < size:
                raise BackupFailed("SQLite's log is shorter than its index says.")
            page, _pages, salt1, salt2, _check1, _check2 = _FRAME_HEADER.unpack_from(frame)
            if (salt1, salt2) != state.salt:
                raise BackupFailed("SQLite's log was begun anew while it was read.")
            yield page, frame[_FRAME_HEADER.size :]

    def checksum_of(self, state: WalState, frame: int) -> tuple[int, int]:
        """As it stands in that frame; it covers all frames before it. (0, 0) for none."""
        if frame == 0:
            return (0, 0)
        size = _FRAME_HEADER.size + state.page_size
        header = os.pread(self._wal, _FRAME_HEADER.size, _WAL_HEADER_BYTES + (frame - 1) * size)
        if len(header) < _FRAME_HEADER.size:
            return (0, 0)
        *_rest, check1, check2 = _FRAME_HEADER.unpack(header)
        return (check1, check2)
