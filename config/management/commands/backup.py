"""`manage.py backup`: the database and the files into an archive from which any second can be restored."""

import signal
import sys
import tempfile
import threading
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.backups.changes import generations
from config.backups.errors import BackupFailed
from config.backups.files import copy_files
from config.backups.follow import follow_postgresql, follow_sqlite, forget_older_generations
from config.backups.moments import shown
from config.backups.postgresql import PostgresqlArchiver, bases, forget_older, verify_base, verify_log
from config.backups.sqlite_archiver import SqliteArchiver
from config.backups.sqlite_restore import verify_sqlite

ONE_DAY_SECONDS = 24 * 3600


class Command(BaseCommand):
    help = "Back the site up once; with --follow, go on and put every commit into the archive within a moment."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", default=settings.DAJI_BACKUP_DIR, help="the archive (DAJI_BACKUP_DIR)")
        parser.add_argument("--follow", action="store_true", help="until told to end; a service of its own")
        parser.add_argument(
            "--verify", action="store_true", help="unpack and check the newest backup, and change nothing"
        )

    def handle(self, *, folder: str, follow: bool, verify: bool, **options: Any) -> None:
        if not folder:
            raise CommandError("Where to? Set DAJI_BACKUP_DIR, or add --folder /srv/backup.")
        try:
            if verify:
                self._verify(Path(folder))
            elif follow:
                self._follow(Path(folder))
            else:
                self._once(Path(folder))
        except BackupFailed as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"{error.filename or folder}: {error.strerror}.") from None

    def _once(self, folder: Path) -> None:
        began = time.monotonic()
        if _is_sqlite():
            archiver = SqliteArchiver(database=Path(_database()["NAME"]), folder=folder / "sqlite")
            try:
                archiver.start()
                archiver.wait_for_snapshot()
                archiver.poll()
                where = archiver.generation.folder
            finally:
                archiver.close()
            forget_older_generations(folder / "sqlite", before=time.time() - _keep_seconds())
        else:
            where = PostgresqlArchiver(database=_database(), folder=folder / "postgresql").base_backup()
            forget_older(folder / "postgresql", before=time.time() - _keep_seconds())
        files = self._copy_files(folder)
        self.stdout.write(f"Backed up to {where}, {files} new files, in {time.monotonic() - began:.1f} s.")

    def _follow(self, folder: Path) -> None:
        ends = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: ends.set())
        self.stdout.write(f"Following the database into {folder}. Ctrl-C ends it.")
        sys.stdout.flush()
        copy, keep = (lambda: self._copy_files(folder)), _keep_seconds()
        if _is_sqlite():
            database = Path(_database()["NAME"])
            follow_sqlite(database=database, folder=folder / "sqlite", ends=ends, copy_files=copy, keep_seconds=keep)
        else:
            follow_postgresql(
                database=_database(), folder=folder / "postgresql", ends=ends, copy_files=copy, keep_seconds=keep
            )
        self.stdout.write("Stopped.")

    def _verify(self, folder: Path) -> None:
        if _is_sqlite():
            if not generations(folder / "sqlite"):
                raise BackupFailed(f"There is no backup in {folder}. Make one with `manage.py backup`.")
            with tempfile.TemporaryDirectory(dir=folder) as scratch:
                found = verify_sqlite(folder=folder / "sqlite", scratch=Path(scratch))
            self.stdout.write(
                f"The newest backup is whole: {found.records} changes, complete until {shown(found.complete_until)}."
            )
            return
        found_bases = bases(folder / "postgresql")
        if not found_bases:
            raise BackupFailed(f"There is no backup in {folder}. Make one with `manage.py backup`.")
        verify_base(found_bases[-1])
        verify_log(folder / "postgresql", found_bases[-1])
        self.stdout.write(f"The newest base backup and the log after it are whole: {found_bases[-1]}.")

    def _copy_files(self, folder: Path) -> int:
        return copy_files(data_dir=Path(settings.DATA_DIR), folder=folder / "files", keep_seconds=_keep_seconds())


def _database() -> dict[str, Any]:
    return settings.DATABASES["default"]


def _keep_seconds() -> float:
    return settings.DAJI_BACKUP_KEEP_DAYS * ONE_DAY_SECONDS


def _is_sqlite() -> bool:
    return str(_database()["ENGINE"]).endswith("sqlite3")
