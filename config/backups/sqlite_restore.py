"""An SQLite database out of its archive, as it was at a moment; and whether an archive is whole."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from config.backups.changes import Generation, Record, generations, unpack_pages
from config.backups.errors import BackupFailed
from config.backups.moments import shown

# Commits are archived several times a second; where more time than this is missing, nobody was following.
LONGEST_SILENCE_SECONDS = 1.0


@dataclass(frozen=True, kw_only=True)
class Restored:
    """All that was committed before `complete_until` is there, nothing committed after `nothing_after`."""

    complete_until: float
    nothing_after: float
    records: int


def restore_sqlite(*, folder: Path, target: Path, end: float, take_nearest: bool = False) -> Restored:
    """Writes `target`, which must not be there. `end` is the first moment that is too late.

    Raises BackupFailed when the archive does not reach there; with `take_nearest` the last state before it is taken.
    """
    generation = _generation_before(folder, end)
    partial = target.with_name(target.name + ".restoring")
    try:
        generation.unpack_snapshot(partial)
        restored = _apply(generation, partial, end=end)
        missing = end - restored.complete_until
        if missing > LONGEST_SILENCE_SECONDS and not take_nearest:
            raise BackupFailed(
                f"The archive is complete until {shown(restored.complete_until)} and not until {shown(end)}: "
                "nobody followed the database in between. Choose a moment before that, or add --nearest for this one."
            )
        check_sqlite(partial)
        partial.replace(target)
    finally:
        for path in (partial, Path(f"{partial}-wal"), Path(f"{partial}-shm")):
            path.unlink(missing_ok=True)
    return restored


def check_sqlite(database: Path) -> None:
    """Raises BackupFailed when SQLite finds a fault in it, or a row that points nowhere."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            said = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
            dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        said, dangling = [str(error)], None
    if said != ["ok"]:
        raise BackupFailed(f"The database is damaged: {'; '.join(said)}. Use an older backup.")
    if dangling is not None:
        raise BackupFailed(
            f"A row of {dangling[0]} points to one of {dangling[2]} that is not there. Use an older backup."
        )


def verify_sqlite(*, folder: Path, scratch: Path) -> Restored:
    """The newest generation, unpacked whole and checked."""
    generation = next(reversed(generations(folder)), None)
    if generation is None:
        raise BackupFailed(f"There is no backup in {folder}. Make one with `manage.py backup`.")
    target = scratch / "verified.sqlite3"
    return restore_sqlite(folder=folder, target=target, end=float("inf"), take_nearest=True)


def _generation_before(folder: Path, end: float) -> Generation:
    found = generations(folder)
    if not found:
        raise BackupFailed(f"There is no backup in {folder}. Make one with `manage.py backup`.")
    before = [generation for generation in found if generation.snapshot().until < end]
    if not before:
        raise BackupFailed(f"The oldest backup is of {shown(found[0].snapshot().until)}. Choose a later moment.")
    return before[-1]


def _apply(generation: Generation, database: Path, *, end: float) -> Restored:
    snapshot = generation.snapshot()
    complete_until, nothing_after, count, pages = snapshot.since, snapshot.until, 0, 0
    waiting: list[tuple[Record, bytes]] = []
    with database.open("r+b") as file:
        for record, packed in _records(generation):
            complete_until = max(complete_until, min(record.quiet, end))
            if record.until >= end:
                break
            waiting.append((record, packed))
            if record.is_part:
                continue
            for part, content in waiting:
                _write(file, part, content)
            waiting = []
            complete_until, nothing_after, count, pages = record.since, record.until, count + 1, record.pages
        else:
            complete_until = max(complete_until, min(generation.seen(), end))
        if pages:
            file.truncate(pages * snapshot.page_size)
        file.flush()
        os.fsync(file.fileno())
    return Restored(complete_until=complete_until, nothing_after=nothing_after, records=count)


def _records(generation: Generation) -> Iterator[tuple[Record, bytes]]:
    for record, packed, _end in generation.records():
        yield record, packed


def _write(file: IO[bytes], record: Record, packed: bytes) -> None:
    for number, page in unpack_pages(packed, record.page_size):
        file.seek((number - 1) * record.page_size)
        file.write(page)
