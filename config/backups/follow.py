"""`manage.py backup --follow`: until told to end. A new whole copy each day, and what nobody can want any more removed."""

import shutil
import threading
import time
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from config.backups.changes import generations
from config.backups.postgresql import PostgresqlArchiver, bases, ended_at, forget_older
from config.backups.sqlite_archiver import SqliteArchiver

SQLITE_POLL_SECONDS = 0.25
POSTGRESQL_POLL_SECONDS = 1.0
FILES_EACH_SECONDS = 30.0
WHOLE_COPY_EACH_SECONDS = 24 * 3600


def follow_sqlite(
    *, database: Path, folder: Path, ends: threading.Event, copy_files: Callable[[], int], keep_seconds: float
) -> None:
    archiver = SqliteArchiver(database=database, folder=folder)
    try:
        archiver.start()
        files_at = float("-inf")
        while not ends.wait(SQLITE_POLL_SECONDS):
            archiver.poll()
            if time.time() - archiver.generation.began > WHOLE_COPY_EACH_SECONDS:
                archiver.begin_generation()
                forget_older_generations(folder, before=time.time() - keep_seconds)
            if time.monotonic() - files_at > FILES_EACH_SECONDS:
                copy_files()
                files_at = time.monotonic()
        archiver.poll()
    finally:
        archiver.close()


def forget_older_generations(folder: Path, *, before: float) -> int:
    """Those that no moment since `before` needs: a later one begins before it too."""
    found = generations(folder)
    old = [one for one, following in pairwise(found) if following.began < before]
    for generation in old:
        shutil.rmtree(generation.folder)
    for draft in folder.glob("*Z"):
        if not (draft / "snapshot.json").exists() and draft.stat().st_mtime < before:
            shutil.rmtree(draft)
    return len(old)


def follow_postgresql(
    *,
    database: Mapping[str, Any],
    folder: Path,
    ends: threading.Event,
    copy_files: Callable[[], int],
    keep_seconds: float,
) -> None:
    archiver = PostgresqlArchiver(database=database, folder=folder)
    archiver.start()
    try:
        files_at = float("-inf")
        while True:
            found = bases(folder)
            if not found or time.time() - ended_at(found[-1]) > WHOLE_COPY_EACH_SECONDS:
                archiver.base_backup()
                forget_older(folder, before=time.time() - keep_seconds)
            archiver.poll()
            if time.monotonic() - files_at > FILES_EACH_SECONDS:
                copy_files()
                files_at = time.monotonic()
            if ends.wait(POSTGRESQL_POLL_SECONDS):
                break
        archiver.poll()
    finally:
        archiver.stop()
