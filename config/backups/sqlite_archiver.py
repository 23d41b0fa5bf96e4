"""Follows an SQLite database while the site writes to it, and puts every commit into the archive within a moment.

The archive is without gaps because the log cannot lose a frame that was not read:

* A reader stays open in this process. Over a log that was copied back whole it sits on read mark 0: the next writer may
  begin the log anew, but from the first new frame on nothing is copied back, so it cannot begin anew a second time. On
  any other read mark it does not begin anew at all. (SQLite: walTryBeginRead, walRestartLog, walCheckpoint.)
* The reader sits down only while this process holds the write lock, and after everything committed is on the archive's
  disk. So after each sitting down the log may begin anew once, and then nothing of the old one is missing.
* A log begun anew counts its first salt up by one. With any other salt, or a checksum that differs, a new generation
  begins, with a new snapshot.

A process of its own, never a thread of the site: see `WalFile`.
"""

import contextlib
import fcntl
import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import IO

from config.backups.changes import Generation, Record, Snapshot, generations, pack_snapshot, write_whole
from config.backups.errors import BackupFailed
from config.backups.moments import stamp_of
from config.backups.wal import Look, WalFile, WalState

# SQLite's own threshold for copying its log back is 1,000; while the reader sits there, only `_renew` can.
RENEW_AFTER_FRAMES = 800
RENEW_AGAIN_SECONDS = 5.0
FRAMES_A_RECORD = 4096
BUSY_SECONDS = 30


class GapInLog(Exception):
    pass


class SqliteArchiver:
    def __init__(self, *, database: Path, folder: Path, clock: Callable[[], float] = time.time) -> None:
        if not database.exists():
            raise BackupFailed(f"{database} is not there. Set DATABASE_URL or DAJI_DATA_DIR to where the database is.")
        folder.mkdir(parents=True, exist_ok=True)
        self._clock = clock
        self._database = database
        self._folder = folder
        self._only_one = _lock(folder)
        self._writer = _connect(database)
        if self._writer.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            raise BackupFailed(f"{database} is not in WAL mode. Start the site on it once.")
        self._writer.execute("SELECT count(*) FROM sqlite_master").fetchone()
        self._reader = _connect(database, check_same_thread=False)  # also copies the snapshot, in its thread
        self._checkpointer = _connect(database)
        self._begin_empty_log()
        self._wal = WalFile(database)
        self._inode = database.stat().st_ino
        self._may_begin_anew = False
        self._renewed_at = float("-inf")
        self._quiet = clock()
        self._copying: threading.Thread | None = None
        self._copy_failed: Exception | None = None
        self._log: IO[bytes] | None = None
        self._generation: Generation | None = None
        self._position: tuple[tuple[int, int], int] = ((0, 0), 0)

    @property
    def generation(self) -> Generation:
        if self._generation is None:
            raise BackupFailed("Nothing is archived yet.")
        return self._generation

    def close(self) -> None:
        if self._copying is not None:
            self._copying.join()
        for connection in (self._reader, self._checkpointer, self._writer):
            connection.close()
        self._wal.close()  # last: see WalFile
        if self._log is not None:
            self._log.close()
        os.close(self._only_one)

    def start(self, *, anew: bool = False) -> None:
        """Go on where the last one stopped, if the log shows that nothing is missing; else begin with a snapshot."""
        last = None if anew else next(reversed(generations(self._folder)), None)
        if last is None or not self._go_on(last):
            self.begin_generation()

    def poll(self, *, across: float | None = None) -> bool:
        """Archive what was committed since the last time. True when there was something.

        Shortly before a moment somebody may want to return to, `across` is that moment: it is waited for.
        """
        if self._database.stat().st_ino != self._inode:
            raise BackupFailed(f"{self._database} was replaced by another file. Start the backup again.")
        if self._copy_failed is not None:
            raise self._copy_failed
        try:
            changed = self._archive(self._wal.look(self._clock)) if across is None else self._archive_apart(across)
            is_free = self._copying is None or not self._copying.is_alive()
            waited = time.monotonic() - self._renewed_at
            if self._position[1] >= RENEW_AFTER_FRAMES and is_free and waited > RENEW_AGAIN_SECONDS:
                self._renew()
        except GapInLog:
            self.begin_generation()
            return True
        return changed

    def _archive_apart(self, moment: float) -> bool:
        """What was committed before the moment in a record of its own. The log bears no times, so it is looked at again
        and again until the moment is past."""
        before = after = self._wal.look(self._clock)
        while after.since < moment:
            if after.until < moment:
                before = after
            after = self._wal.look(self._clock)
        changed = self._archive(before)
        if after.state == before.state:
            self._quiet = after.since
        return self._archive(self._wal.look(self._clock)) or changed

    def _archive(self, look: Look) -> bool:
        since, state, until = look
        salt, frame = self._position
        if state.salt != salt:
            is_next = state.salt[0] == (salt[0] + 1) & 0xFFFFFFFF
            if not (is_next and self._may_begin_anew):
                raise GapInLog
            frame = 0
            self._may_begin_anew = False
        if state.frames < frame:
            raise GapInLog
        changed = state.frames > frame
        if changed:
            self._write(state, after=frame, since=since, until=until)
        self._position = (state.salt, state.frames)
        self._quiet = since
        self.generation.note_seen(since)
        return changed

    def _write(self, state: WalState, *, after: int, since: float, until: float) -> None:
        pages: dict[int, bytes] = {}
        log = self._log
        assert log is not None

        def record(*, is_part: bool) -> Record:
            return Record(
                since=since,
                until=until,
                quiet=self._quiet,
                page_size=state.page_size,
                pages=state.pages,
                salt=state.salt,
                frame=state.frames,
                checksum=self._wal.checksum_of(state, state.frames),
                is_part=is_part,
            )

        for page, content in self._wal.frames(state, after=after):
            pages[page] = content
            if len(pages) >= FRAMES_A_RECORD:
                self.generation.append(log, record(is_part=True), pages)
                pages = {}
        self.generation.append(log, record(is_part=False), pages)

    def _renew(self) -> None:
        """Let SQLite copy its log back, and take a seat from which the next one is seen from its first frame."""
        self._renewed_at = time.monotonic()
        self._lock_writers()
        try:
            self._archive(self._wal.look(self._clock))
            self._stand_up()
            self._checkpointer.execute("PRAGMA wal_checkpoint(PASSIVE)")  # as far as other readers let it
            self._sit_down()
        finally:
            self._writer.execute("ROLLBACK")

    def begin_generation(self) -> None:
        """The snapshot is copied in a thread; what is committed meanwhile goes into the new generation's log."""
        if self._copying is not None:
            self._copying.join()
        began = self._clock()
        self._lock_writers()
        try:
            since = self._clock()
            state = self._wal.state()
            self._stand_up()
            self._sit_down()
            until = self._clock()
        finally:
            self._writer.execute("ROLLBACK")
        generation = Generation(self._folder / stamp_of(began))
        generation.folder.mkdir()
        self._open_log(generation)
        self._generation, self._position, self._quiet = generation, (state.salt, state.frames), since
        self._renewed_at = float("-inf")
        checksum = self._wal.checksum_of(state, state.frames)

        def copy() -> None:
            try:
                plain = generation.folder / "snapshot.draft"
                with contextlib.closing(sqlite3.connect(plain)) as target:
                    self._reader.backup(target)  # what the reader sees: exactly `state`
                sha256 = pack_snapshot(plain, generation.folder / "snapshot.z")
                plain.unlink()
                snapshot = Snapshot(
                    since=since,
                    until=until,
                    page_size=state.page_size,
                    salt=state.salt,
                    frame=state.frames,
                    checksum=checksum,
                    sha256=sha256,
                )
                write_whole(generation.folder / "snapshot.json", json.dumps(asdict(snapshot)).encode())
            except Exception as error:
                self._copy_failed = error

        self._copying = threading.Thread(target=copy, name="snapshot")
        self._copying.start()

    def wait_for_snapshot(self) -> None:
        if self._copying is not None:
            self._copying.join()
        if self._copy_failed is not None:
            raise self._copy_failed

    def _go_on(self, generation: Generation) -> bool:
        last: Record | Snapshot = generation.snapshot()
        end = 0
        for record, _pages, position in generation.records():
            if not record.is_part:
                last, end = record, position
        self._lock_writers()
        try:
            state = self._wal.state()
            is_same = state.salt == last.salt and state.frames >= last.frame
            if not is_same or self._wal.checksum_of(state, last.frame) != last.checksum:
                return False
            self._open_log(generation, end=end)
            self._generation, self._position, self._quiet = generation, (last.salt, last.frame), generation.seen()
            self._archive(self._wal.look(self._clock))
            self._sit_down()
        finally:
            self._writer.execute("ROLLBACK")
        return True

    def _begin_empty_log(self) -> None:
        """A log exists from the first write on; a site that was only just made ready has none."""
        if not Path(f"{self._database}-wal").exists() or Path(f"{self._database}-wal").stat().st_size == 0:
            self._lock_writers()
            version = self._writer.execute("PRAGMA user_version").fetchone()[0]
            self._writer.execute(f"PRAGMA user_version = {int(version)}")
            self._writer.execute("COMMIT")

    def _open_log(self, generation: Generation, *, end: int = 0) -> None:
        """What follows the last whole record was cut off by a crash."""
        if self._log is not None:
            self._log.close()
        generation.log.touch()
        self._log = generation.log.open("r+b")
        self._log.truncate(end)
        self._log.seek(end)

    def _stand_up(self) -> None:
        self._may_begin_anew = False
        if self._reader.in_transaction:
            self._reader.execute("ROLLBACK")

    def _sit_down(self) -> None:
        self._reader.execute("BEGIN")
        self._reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        self._may_begin_anew = True

    def _lock_writers(self) -> None:
        try:
            self._writer.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise BackupFailed(f"{self._database} is busy: {error}. Try again.") from None


def _connect(database: Path, *, check_same_thread: bool = True) -> sqlite3.Connection:
    return sqlite3.connect(database, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=check_same_thread)


def _lock(folder: Path) -> int:
    lock = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise BackupFailed(f"Another backup already follows into {folder}.") from None
    return lock
