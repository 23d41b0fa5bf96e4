"""PostgreSQL by its own means: a base backup, its log streamed away as it is written, and recovery to a moment.

<folder>/base/<stamp>/   pg_basebackup, checked by pg_verifybackup
         wal/            pg_receivewal
         seen            until when the log is known to be complete
"""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import psycopg

from config.backups.changes import write_whole
from config.backups.errors import BackupFailed
from config.backups.moments import shown, stamp_of
from config.backups.postgresql_cluster import EndedEarly, running_cluster
from config.backups.postgresql_programs import as_postgres, owned_by_postgres, program, run

SLOT = "daji_backup"
ENDED = "daji_backup_ended"
_LAST_COMMIT = re.compile(r"last completed transaction was at log time (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+\+\d\d)")


@dataclass(frozen=True, kw_only=True)
class Recovered:
    """The cluster in `folder` ends with the last commit before the moment."""

    folder: Path
    last_commit: float | None
    reached_moment: bool


def dsn_of(database: Mapping[str, Any]) -> str:
    """From Django's settings, for libpq's programs. The password goes through PGPASSWORD."""
    known = {"host": "HOST", "port": "PORT", "user": "USER", "dbname": "NAME"}
    return " ".join(f"{key}='{database[name]}'" for key, name in known.items() if database.get(name))


class PostgresqlArchiver:
    def __init__(self, *, database: Mapping[str, Any], folder: Path) -> None:
        self._dsn = dsn_of(database)
        self._environment = {**os.environ, "PGPASSWORD": str(database.get("PASSWORD") or "")}
        self._database = dict(database)
        self._folder = folder
        self._receiver: subprocess.Popen[bytes] | None = None
        self._awaited: tuple[float, str] | None = None
        for path in (folder, folder / "base", folder / "wal"):
            path.mkdir(parents=True, exist_ok=True, mode=0o700)

    def base_backup(self) -> Path:
        """A whole copy of the cluster. Raises BackupFailed."""
        began = time.time()
        draft = self._folder / "base" / ".draft"
        shutil.rmtree(draft, ignore_errors=True)
        run(
            [program("pg_basebackup"), "-d", self._dsn, "-D", str(draft), "--checkpoint=fast", "--wal-method=stream"],
            environment=self._environment,
            what="The database could not be copied. Its user needs the REPLICATION right, and pg_hba.conf a line for it",
        )
        (draft / ENDED).write_text(f"{time.time():.6f}")
        target = self._folder / "base" / stamp_of(began)
        draft.rename(target)
        return target

    def start(self) -> None:
        """Begin to receive the log. A slot keeps on the server what was not received yet, for as long as its disk bears."""
        receive = [program("pg_receivewal"), "-d", self._dsn, "-D", str(self._folder / "wal"), "--slot", SLOT]
        run(
            [*receive, "--create-slot", "--if-not-exists"],
            environment=self._environment,
            what="The replication slot could not be made",
        )
        self._receiver = subprocess.Popen(  # noqa: S603
            [*receive, "--synchronous", "--status-interval=1", "--no-loop"],
            env=self._environment,
            stdin=subprocess.DEVNULL,
        )

    def poll(self) -> bool:
        """Note until when all that was committed is here. Raises BackupFailed when nothing is received any more.

        A site that commits all the time is always a little ahead: what was asked for once is waited for.
        """
        if self._receiver is None or self._receiver.poll() is not None:
            raise BackupFailed("pg_receivewal has ended; what it said stands above. Start the backup again.")
        with self._connect() as connection:
            if self._awaited is None:
                asked = time.time()
                row = connection.execute("SELECT pg_current_wal_flush_lsn()").fetchone()
                self._awaited = asked, str(row[0] if row else "0/0")
            asked, wanted = self._awaited
            # pg_stat_replication would tell a superuser alone; a slot stands where its receiver has everything on disk.
            received = connection.execute(
                "SELECT restart_lsn >= %s::pg_lsn FROM pg_replication_slots WHERE slot_name = %s", [wanted, SLOT]
            ).fetchone()
        if received is None or not received[0]:
            return False
        write_whole(self._folder / "seen", f"{asked:.6f} {wanted}".encode())
        self._awaited = None
        return True

    def catch_up(self, *, seconds: float) -> bool:
        """All that is committed by now is here; False when it did not come in time."""
        self._awaited = None
        deadline = time.monotonic() + seconds
        while not self.poll():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.1)
        return True

    def stop(self) -> None:
        if self._receiver is not None:
            self._receiver.terminate()
            self._receiver.wait(30)
            self._receiver = None

    def _connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self._dsn, password=self._database.get("PASSWORD") or None, autocommit=True)


def bases(folder: Path) -> list[Path]:
    """Oldest first."""
    return sorted(path for path in (folder / "base").glob("*Z") if (path / ENDED).exists())


def ended_at(base: Path) -> float:
    return float((base / ENDED).read_text())


def verify_base(base: Path) -> None:
    run(
        [program("pg_verifybackup"), "--no-parse-wal", f"--ignore={ENDED}", str(base)],
        environment=os.environ,
        what=f"{base} is damaged",
    )


def verify_log(folder: Path, base: Path) -> None:
    """Every record from the copy's first on, up to where the log was last known to be complete."""
    _seen_at, position = _seen(folder)
    label = (base / "backup_label").read_text()
    first = label.split("START WAL LOCATION: ")[1].split()[0]
    if _as_number(position) <= _as_number(first):
        return  # nobody followed since: the copy brings along the log that it needs
    with tempfile.TemporaryDirectory(prefix="daji-verify-") as name:
        for segment in (folder / "wal").iterdir():
            Path(name, segment.name.removesuffix(".partial")).symlink_to(segment)
        run(
            [program("pg_waldump"), "--quiet", "--path", name, "--start", first, "--end", position],
            environment=os.environ,
            what=f"The log in {folder / 'wal'} is damaged or a part of it is missing",
        )


def _as_number(position: str) -> int:
    high, low = position.split("/")
    return (int(high, 16) << 32) + int(low, 16)


def forget_older(folder: Path, *, before: float) -> int:
    """Base backups that no moment since `before` needs, and the log before the oldest that is left."""
    found = bases(folder)
    old = [base for base, following in pairwise(found) if ended_at(following) < before]
    for base in old:
        shutil.rmtree(base)
    if old:
        label = (bases(folder)[0] / "backup_label").read_text()
        first = label.split("file ")[1].split(")")[0]
        run([program("pg_archivecleanup"), str(folder / "wal"), first], environment=os.environ, what="The log stays")
    return len(old)


def restore_postgresql(
    *,
    folder: Path,
    target: Path,
    database: Mapping[str, Any],
    end: float,
    take_nearest: bool = False,
    check: Callable[[str], None] = lambda url: None,
) -> Recovered:
    """A new cluster in `target`, which must be empty or not there. Raises BackupFailed.

    While it runs for the first time, out of everybody's reach, `check` is given its address; then it is stopped.
    """
    found = bases(folder)
    if not found:
        raise BackupFailed(f"There is no backup in {folder}. Make one with `manage.py backup`.")
    usable = [base for base in found if ended_at(base) < end]
    if not usable:
        raise BackupFailed(f"The oldest backup is of {shown(ended_at(found[0]))}. Choose a later moment.")
    if target.exists() and any(target.iterdir()):
        raise BackupFailed(f"{target} is not empty. Name a new folder with --into.")
    seen, position = _seen(folder)
    if seen < end - 1.0 and not take_nearest:
        raise BackupFailed(
            f"The archive is complete until {shown(seen)} and not until {shown(end)}. "
            "Choose a moment before that, or add --nearest for this one."
        )
    _readable_by_postgres(folder / "wal")
    reached = True
    try:
        _copy_base(usable[-1], target)
        last = _recover(target, database=database, wal=folder / "wal", end=end, check=check)
    except EndedEarly:
        # The log ends before the moment because nothing was committed after it: all of it is what was wanted.
        shutil.rmtree(target)
        _copy_base(usable[-1], target)

        def check_whole(url: str) -> None:
            _check_replayed(url, position, folder / "wal")
            check(url)

        last, reached = _recover(target, database=database, wal=folder / "wal", end=None, check=check_whole), False
    return Recovered(folder=target, last_commit=last, reached_moment=reached)


def _copy_base(base: Path, target: Path) -> None:
    shutil.copytree(base, target, dirs_exist_ok=True)
    (target / ENDED).unlink()
    target.chmod(0o700)


def _readable_by_postgres(folder: Path) -> None:
    """A log that cannot be read looks to PostgreSQL like one that has ended."""
    owned_by_postgres(folder)
    for file in sorted(folder.iterdir())[-1:]:
        run(
            as_postgres(["head", "-c", "1", str(file)]),
            environment=os.environ,
            what=f"{folder} cannot be read by the user postgres, who replays the log",
        )


def _check_replayed(url: str, position: str, wal: Path) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute("SELECT pg_current_wal_lsn() >= %s::pg_lsn", [position]).fetchone()
    if not row or not row[0]:
        raise BackupFailed(f"A part of the log in {wal} is missing, before {position}. Use an older moment.")


def _seen(folder: Path) -> tuple[float, str]:
    """Until when the log is complete, and up to where."""
    try:
        seconds, position = (folder / "seen").read_text().split()
        return float(seconds), position
    except (OSError, ValueError):
        return max(ended_at(base) for base in bases(folder)), "0/0"


def _recover(
    target: Path, *, database: Mapping[str, Any], wal: Path, end: float | None, check: Callable[[str], None]
) -> float | None:
    """Replays the log until the moment, and lets the cluster be one of its own from there. Returns its last commit."""
    archived = str(wal.resolve()).replace("'", "''")
    lines = [f'restore_command = \'cp "{archived}/%f" "%p" || cp "{archived}/%f.partial" "%p"\'']
    if end is not None:
        moment = datetime.fromtimestamp(end, UTC).isoformat(sep=" ")
        lines += [
            f"recovery_target_time = '{moment}'",
            "recovery_target_inclusive = off",
            "recovery_target_action = 'promote'",
        ]
    auto = target / "postgresql.auto.conf"
    before = auto.read_text() if auto.exists() else ""
    auto.write_text(before + "\n".join(["", *lines, ""]))
    (target / "recovery.signal").touch()
    with running_cluster(target, database=database) as (url, log):
        check(url)
        found = _LAST_COMMIT.findall(log.read_text(errors="replace"))
    auto.write_text(before)
    return datetime.fromisoformat(found[-1]).timestamp() if found else None
