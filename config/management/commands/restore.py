"""`manage.py restore --to "2026-11-21 10:15:07"`: the site as it was at the end of that second."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from argparse import ArgumentParser
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from config.backups.errors import BackupFailed
from config.backups.files import restore_files
from config.backups.moments import end_of, shown, stamp_of
from config.backups.postgresql import restore_postgresql
from config.backups.sqlite_restore import restore_sqlite
from config.in_use import InUse, in_use

LATEST = "latest"


class Command(BaseCommand):
    help = "Restore the database and the files as they were at the end of a second, and check them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", required=True, help='a moment in the site\'s time zone, or "latest"')
        parser.add_argument("--folder", default=settings.DAJI_BACKUP_DIR, help="the archive (DAJI_BACKUP_DIR)")
        parser.add_argument("--into", default="", help="SQLite: another file. PostgreSQL: the new cluster's folder")
        parser.add_argument("--force", action="store_true", help="SQLite: the database that is there is moved aside")
        parser.add_argument(
            "--nearest", action="store_true", help="take the last state before it, if nobody followed then"
        )

    def handle(self, *, to: str, folder: str, into: str, force: bool, nearest: bool, **options: Any) -> None:
        if not folder:
            raise CommandError("Where from? Set DAJI_BACKUP_DIR, or add --folder /srv/backup.")
        began = time.monotonic()
        try:
            end = time.time() if to == LATEST else end_of(to)
            if end > time.time() + 1:
                raise BackupFailed(f"{to} has not come yet. Choose an earlier moment, or --to {LATEST}.")
            nearest = nearest or to == LATEST
            if str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite3"):
                with in_use(settings.DATA_DIR, alone=True) if not into else nullcontext():
                    self._sqlite(Path(folder), into=into, end=end, force=force, nearest=nearest)
            else:
                self._postgresql(Path(folder), into=into, end=end, nearest=nearest)
            files = restore_files(folder=Path(folder, "files"), data_dir=Path(settings.DATA_DIR))
        except BackupFailed as error:
            raise CommandError(str(error)) from None
        except InUse:
            raise CommandError(f"The site runs in {settings.DATA_DIR}. Stop it first.") from None
        except OSError as error:
            raise CommandError(f"{error.filename or folder}: {error.strerror}.") from None
        self.stdout.write(f"{files} files put back. Done in {time.monotonic() - began:.1f} s.")

    def _sqlite(self, folder: Path, *, into: str, end: float, force: bool, nearest: bool) -> None:
        target = Path(into or settings.DATABASES["default"]["NAME"]).resolve()
        if target.exists() and not force:
            raise BackupFailed(f"{target} is there. Stop the site and add --force: it is then moved aside and kept.")
        connections.close_all()
        fresh = target.with_name(f"{target.name}.restored")
        fresh.unlink(missing_ok=True)
        restored = restore_sqlite(folder=folder / "sqlite", target=fresh, end=end, take_nearest=nearest)
        try:
            self._check(f"sqlite:///{fresh}")
            self._leave_no_log(fresh)
            if target.exists():
                aside = target.with_name(f"{target.name}.before-{stamp_of(time.time())}")
                self._leave_no_log(target)
                target.rename(aside)
                self.stdout.write(f"The database that was there is now {aside}.")
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
        self.stdout.write(f"{target} is as it was at {shown(restored.nothing_after)}, and sound.")
        if (missing := end - restored.complete_until) > 0 and not nearest:
            self.stdout.write(
                f"What was committed in the last {missing * 1000:.1f} ms before {shown(end)} may be missing."
            )

    def _postgresql(self, folder: Path, *, into: str, end: float, nearest: bool) -> None:
        if not into:
            raise BackupFailed(
                "PostgreSQL is restored into a new folder; the running cluster is left alone. Add --into /srv/daji-restored."
            )
        database = settings.DATABASES["default"]
        found = restore_postgresql(
            folder=folder / "postgresql",
            target=Path(into).resolve(),
            database=database,
            end=end,
            take_nearest=nearest,
            check=self._check,
        )
        last = f"its last commit is of {shown(found.last_commit)}" if found.last_commit else "nothing was replayed"
        self.stdout.write(
            f"A cluster as it was then stands in {found.folder}; {last}. Point PostgreSQL's data_directory there, or dump "
            "from it, and start the site."
        )

    def _check(self, url: str) -> None:
        """What must hold of the shop's books, asked in a process of its own that knows only the restored database."""
        done = subprocess.run(  # noqa: S603
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "check_invariants"],
            env={**os.environ, "DATABASE_URL": url},
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            said = (done.stderr.strip() or done.stdout.strip()).splitlines()
            raise BackupFailed(
                f"The restored database does not add up: {said[-1] if said else 'check_invariants failed'}"
            )
        self.stdout.write("The books add up.")

    def _leave_no_log(self, database: Path) -> None:
        """Back into one file. Fails while somebody else has it open, as the follower has."""
        try:
            with closing(sqlite3.connect(database, timeout=1)) as connection:
                connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        except sqlite3.OperationalError:
            raise BackupFailed(f"{database} is in use. Stop the site and its backup first.") from None
        except sqlite3.DatabaseError:
            for suffix in ("-wal", "-shm"):  # too damaged to be opened: its log goes with it
                log = Path(f"{database}{suffix}")
                if log.exists():
                    shutil.move(log, f"{database}.before{suffix}")
