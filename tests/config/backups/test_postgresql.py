"""A cluster of the test's own: what was committed before the chosen moment comes back, what came after does not."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from config.backups.errors import BackupFailed
from config.backups.postgresql import PostgresqlArchiver, bases, restore_postgresql, verify_base
from config.backups.postgresql_programs import as_postgres, owned_by_postgres, program

PATIENCE_SECONDS = 120


def wait_until(condition, what: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"gave up waiting {what}"
        time.sleep(0.05)  # it is another process that is waited for


@pytest.fixture
def folder():
    """Open to the user that PostgreSQL runs as, which tmp_path is not."""
    path = Path(tempfile.mkdtemp(prefix="daji-postgresql-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def database(folder):
    try:
        initdb = program("initdb")
    except BackupFailed:
        pytest.skip("POSTGRESQL BACKUP NOT TESTED: its programs are not on this machine (apt-get install postgresql)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = folder / "data"
    data.mkdir(mode=0o700)
    owned_by_postgres(data)
    user = "postgres" if os.geteuid() == 0 else getpass.getuser()
    made = [initdb, "-D", str(data), "-U", user, "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(as_postgres(made), check=True, capture_output=True)
    options = ["-p", str(port), "-h", "127.0.0.1", "-k", str(data), "-c", "fsync=off"]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            as_postgres([program("postgres"), "-D", str(data), *options]),
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )
    settings = {"HOST": "127.0.0.1", "PORT": str(port), "USER": user, "NAME": "postgres", "PASSWORD": ""}

    def answers() -> bool:
        assert server.poll() is None, (folder / "server.log").read_text()
        try:
            connect(settings).close()
        except psycopg.OperationalError:
            return False
        return True

    wait_until(answers, "for PostgreSQL")
    yield settings
    stop = [program("pg_ctl"), "-D", str(data), "-m", "immediate", "stop"]
    subprocess.run(as_postgres(stop), check=False, capture_output=True)
    server.wait(60)


def connect(settings):
    return psycopg.connect(
        f"host={settings['HOST']} port={settings['PORT']} user={settings['USER']} dbname={settings['NAME']}",
        autocommit=True,
    )


def boxes(url: str) -> list[int]:
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute("SELECT number FROM box ORDER BY number")]


def restored(folder, database, name: str, end: float, **more) -> tuple[list[int], bool]:
    found: list[list[int]] = []
    answer = restore_postgresql(
        folder=folder / "archive",
        target=folder / name,
        database=database,
        end=end,
        check=lambda url: found.append(boxes(url)),
        **more,
    )
    assert len(found) == 1 or not answer.reached_moment
    return found[-1], answer.reached_moment


def test_the_moment_that_was_chosen(database, folder):
    archiver = PostgresqlArchiver(database=database, folder=folder / "archive")
    (folder / "archive").chmod(0o755)
    (folder / "archive" / "wal").chmod(0o755)
    with connect(database) as site:
        site.execute("CREATE TABLE box (number integer)")
        site.execute("INSERT INTO box VALUES (1)")
        archiver.start()
        try:
            base = archiver.base_backup()
            verify_base(base)
            site.execute("INSERT INTO box VALUES (2)")
            site.execute("SELECT pg_sleep(0.05)")
            moment = site.execute("SELECT extract(epoch FROM clock_timestamp())").fetchone()[0]
            site.execute("SELECT pg_sleep(0.05)")
            site.execute("INSERT INTO box VALUES (3)")
            wait_until(archiver.poll, "for the log to arrive")
            after = time.time()
            with pytest.raises(BackupFailed, match="^The archive is complete until "):
                restore_postgresql(folder=folder / "archive", target=folder / "x", database=database, end=after + 60)
        finally:
            archiver.stop()
    assert restored(folder, database, "before", float(moment)) == ([1, 2], True)
    # The control: the third box is in the archive. Nothing was committed after it, so the log ends before the moment.
    assert restored(folder, database, "after", after) == ([1, 2, 3], False)
    for segment in (folder / "archive" / "wal").iterdir():
        segment.rename(folder / segment.name)
    with pytest.raises(BackupFailed, match="^A part of the log in "):
        restored(folder, database, "without-log", after)
    assert boxes(f"postgres://{database['USER']}@127.0.0.1:{database['PORT']}/postgres") == [1, 2, 3]
    assert not (folder / "before" / "recovery.signal").exists()

    with pytest.raises(BackupFailed, match=r"before is not empty. Name a new folder with --into\."):
        restored(folder, database, "before", float(moment))
    with pytest.raises(BackupFailed, match="^The oldest backup is of "):
        restored(folder, database, "early", float(moment) - 3600)
    damaged = next(path for path in (base / "base").rglob("*") if path.is_file() and path.stat().st_size > 8192)
    content = bytearray(damaged.read_bytes())
    content[5000] ^= 0xFF
    damaged.write_bytes(content)
    with pytest.raises(BackupFailed, match="is damaged: "):
        verify_base(base)
    assert bases(folder / "archive") == [base]
