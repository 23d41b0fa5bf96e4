"""`manage.py backup --follow`: until told to end. A new whole copy each day, and what nobody can want any more removed."""

import math
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
LOOK_FROM_SECONDS = 0.003  # before the end of each second: looking costs microseconds, waking up late costs more
POSTGRESQL_POLL_SECONDS = 1.0
LAST_LOOK_SECONDS = 10.0
FILES_EACH_SECONDS = 30.0
WHOLE_COPY_EACH_SECONDS = 24 * 3600


def follow_sqlite(
    *, database: Path, folder: Path, ends: threading.Event, copy_files: Callable[[], int], keep_seconds: float
) -> None:
    archiver = SqliteArchiver(database=database, folder=folder)
    try:
        archiver.start()
        files_at = float("-inf")
        while True:
            wait, across = next_look(time.time())
            if ends.wait(wait):
                break
            archiver.poll(across=across)
            if time.time() - archiver.generation.began > WHOLE_COPY_EACH_SECONDS:
                archiver.begin_generation()
                forget_older_generations(folder, before=time.time() - keep_seconds)
            if time.monotonic() - files_at > FILES_EACH_SECONDS:
                copy_files()
                files_at = time.monotonic()
        archiver.poll()
    finally:
        archiver.close()


def next_look(now: float) -> tuple[float, float | None]:
    """How long to wait, and the end of the second that is then near: people name whole seconds to return to."""
    whole = math.floor(now) + 1.0
    if whole - now > SQLITE_POLL_SECONDS:
        return SQLITE_POLL_SECONDS, None
    return max(0.0, whole - now - LOOK_FROM_SECONDS), whole


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
        archiver.catch_up(seconds=LAST_LOOK_SECONDS)
    finally:
        archiver.stop()
