"""A restored cluster while it runs for the first time: on a socket that nobody else can reach."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from config.backups.errors import BackupFailed
from config.backups.postgresql_programs import as_postgres, owned_by_postgres, program, run

STARTS_WITHIN_SECONDS = 600


class EndedEarly(Exception):
    """The log ended before the moment that was asked for."""


@contextmanager
def running_cluster(folder: Path, *, database: Mapping[str, Any]) -> Iterator[tuple[str, Path]]:
    """The cluster on a socket that nobody else can reach, from when it takes writes. Yields DATABASE_URL and its log."""
    with tempfile.TemporaryDirectory(prefix="daji-restore-") as name:
        scratch = Path(name)
        (scratch / "postgresql.conf").write_text("")
        (scratch / "pg_hba.conf").write_text("local all all trust\n")
        (scratch / "pg_ident.conf").write_text("")
        owned_by_postgres(scratch)
        owned_by_postgres(folder)
        options = {
            "config_file": scratch / "postgresql.conf",
            "hba_file": scratch / "pg_hba.conf",
            "ident_file": scratch / "pg_ident.conf",
            "data_directory": folder.resolve(),
            "listen_addresses": "",
            "unix_socket_directories": scratch,
            "hot_standby": "off",
            "archive_mode": "off",
            "log_min_messages": "log",
            "log_timezone": "UTC",
        }
        arguments = [argument for key, value in options.items() for argument in ("-c", f"{key}={value}")]
        log = scratch / "log"
        with log.open("wb") as out:
            server = subprocess.Popen(  # noqa: S603
                as_postgres([program("postgres"), "-D", str(folder.resolve()), *arguments]),
                stdout=out,
                stderr=out,
                stdin=subprocess.DEVNULL,
                cwd=scratch,
            )
        try:
            _wait_until_it_answers(server, f"host={scratch} user={database['USER']} dbname={database['NAME']}", log)
            yield f"postgres://{database['USER']}@/{database['NAME']}?host={quote(str(scratch))}", log
        finally:
            run(
                as_postgres([program("pg_ctl"), "-D", str(folder.resolve()), "-m", "fast", "-w", "stop"]),
                environment=os.environ,
                what="The restored cluster does not stop",
                may_fail=True,
            )
            server.wait(60)


def _wait_until_it_answers(server: subprocess.Popen[bytes], dsn: str, log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            said = log.read_text(errors="replace")
            if "recovery ended before configured recovery target was reached" in said:
                raise EndedEarly
            raise BackupFailed(f"The restored cluster does not start: {said.strip().splitlines()[-1]}")
        try:
            with psycopg.connect(dsn, connect_timeout=2) as connection:
                row = connection.execute("SELECT pg_is_in_recovery()").fetchone()
                if row and not row[0]:
                    return
        except psycopg.OperationalError:
            pass
        time.sleep(0.1)
    raise BackupFailed("The log was not replayed in time; look into the archive's size and try again.")
