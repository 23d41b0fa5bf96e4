"""Recovery: a large SQLite site backed up while it is written to, and restored to a second, beside plain copies."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.servers import ROOT, environment
from config.backups.follow import SQLITE_POLL_SECONDS

ROWS = 100_000
ROW_BYTES = 1_800
WRITE_FOR_SECONDS = 4
SNAPSHOT_WITHIN_SECONDS = 40
MEBIBYTE = 2**20


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        data, archive = Path(folder, "data"), Path(folder, "archive")
        data.mkdir()
        env = environment(data, DAJI_DEMO="0")
        env.pop("DATABASE_URL", None)
        database = data / "daji.sqlite3"
        _manage(env, "migrate", "--verbosity", "0")
        _fill(database)
        size = database.stat().st_size / MEBIBYTE

        copy = _seconds(["cp", str(database), str(data / "copy")])
        online = _online_copy(database, data / "online")
        backup = _manage(env, "backup", "--folder", str(Path(folder, "once")))
        packed = sum(path.stat().st_size for path in Path(folder, "once").rglob("*") if path.is_file()) / MEBIBYTE
        starting = _manage(env, "check_invariants")

        with _following(env, archive):
            written = _write(database)
        moment = int(written[len(written) // 2][1])  # the whole second in which it was written is wanted
        to = datetime.fromtimestamp(moment, UTC).isoformat(sep=" ")
        restored = data / "restored.sqlite3"
        restore = _manage(env, "restore", "--to", to, "--folder", str(archive), "--into", str(restored))
        back = _seconds(["cp", str(data / "copy"), str(data / "copied-back")])
        lost, missing, later = _wrong(restored, written, end=moment + 1)
    what = f"of {size:.0f} MiB"
    return [
        Figure(f"backup {what}, one command", backup, "s", "sqlite3 .backup", online),
        Figure("the same", backup, "s", "cp, the site stopped", copy),
        Figure("the same", backup, "s", "starting a command and asking the invariants alone", starting),
        Figure(f"restore {what} to a second, checked, books asked", restore, "s", "cp back, unchecked", back),
        Figure("the archive", packed, "MiB", "the database", size),
        Figure(f"of {len(written)} writes, lost from before that second", lost, "rows"),
        Figure("there from after that second", later, "rows"),
        Figure("of that second's end, missing", missing, "s", "asked for commits every", SQLITE_POLL_SECONDS),
    ]


def _manage(env: dict[str, str], *arguments: str) -> float:
    return _seconds([sys.executable, "manage.py", *arguments], env=env)


def _seconds(command: list[str], env: dict[str, str] | None = None) -> float:
    began = time.monotonic()
    subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


def _fill(database: Path) -> None:
    """Rows like orders, as long as an order with its lines and events; of digits, which compress to half and no more."""
    with closing(sqlite3.connect(database)) as site, site:
        site.execute("CREATE TABLE order_like (id INTEGER PRIMARY KEY, number TEXT UNIQUE, seller INT, text TEXT)")
        site.execute("CREATE INDEX by_seller ON order_like (seller, id)")
        rows = ((n, f"D{n:08}", n % 50, os.urandom(ROW_BYTES // 2).hex()) for n in range(1, ROWS + 1))
        site.executemany("INSERT INTO order_like VALUES (?, ?, ?, ?)", rows)
    with closing(sqlite3.connect(database)) as site:
        site.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _online_copy(database: Path, target: Path) -> float:
    began = time.monotonic()
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return time.monotonic() - began


@contextlib.contextmanager
def _following(env: dict[str, str], archive: Path) -> Iterator[None]:
    """`backup --follow`, from its first whole copy on."""
    command = [sys.executable, "manage.py", "backup", "--follow", "--folder", str(archive)]
    follower = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + SNAPSHOT_WITHIN_SECONDS
        while not list(archive.glob("sqlite/*/snapshot.json")):
            if follower.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the backup did not begin to follow")
            time.sleep(0.05)
        yield
    finally:
        follower.send_signal(signal.SIGTERM)
        follower.wait(30)


def _write(database: Path) -> list[tuple[int, float, float]]:
    """(number, when it was begun, when it was acknowledged)."""
    written = []
    ends = time.time() + WRITE_FOR_SECONDS
    with closing(sqlite3.connect(database, isolation_level=None, timeout=30)) as site:
        number = ROWS
        while time.time() < ends:
            number += 1
            began = time.time()
            site.execute("INSERT INTO order_like VALUES (?, ?, 1, 'late')", (number, f"D{number:08}"))
            written.append((number, began, time.time()))
            time.sleep(0.005)
    return written


def _wrong(database: Path, written: list[tuple[int, float, float]], *, end: float) -> tuple[int, float, int]:
    """Rows acknowledged before the second and missing; how much of its end is missing; rows begun after it and there."""
    with closing(sqlite3.connect(database)) as site:
        there = {row[0] for row in site.execute("SELECT id FROM order_like WHERE id > ?", (ROWS,))}
    lost = sum(acknowledged < end - 1 and number not in there for number, _began, acknowledged in written)
    cut_off = [acknowledged for number, _began, acknowledged in written if acknowledged < end and number not in there]
    later = sum(began >= end and number in there for number, began, _acknowledged in written)
    return lost, end - min(cut_off, default=end), later
