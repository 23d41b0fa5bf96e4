"""A cluster of the test's own: what was committed before the chosen moment comes back, what came after does not."""

import time

import psycopg
import pytest

from config.backups.errors import BackupFailed
from config.backups.postgresql import PostgresqlArchiver, bases, restore_postgresql, verify_base, verify_log
from tests.process.services import open_folder, running_postgresql, wait_until


@pytest.fixture
def folder():
    with open_folder() as path:
        yield path


@pytest.fixture
def cluster(folder):
    with running_postgresql(folder) as cluster:
        yield cluster


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


def test_the_moment_that_was_chosen(cluster, folder):
    database = cluster.settings
    archiver = PostgresqlArchiver(database=database, folder=folder / "archive")
    (folder / "archive").chmod(0o755)
    (folder / "archive" / "wal").chmod(0o755)
    with cluster.connect() as site:
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
            wait_until(archiver.poll, what="for the log to arrive")
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
    assert boxes(cluster.url()) == [1, 2, 3]
    assert not (folder / "before" / "recovery.signal").exists()

    for segment in list(folder.glob("0*")):
        segment.rename(folder / "archive" / "wal" / segment.name)
    verify_log(folder / "archive", base)
    last = sorted((folder / "archive" / "wal").iterdir())[-1]
    whole = last.read_bytes()
    last.write_bytes(whole[:100] + b"x" * 300 + whole[400:])
    with pytest.raises(BackupFailed, match="wal is damaged or a part of it is missing: "):
        verify_log(folder / "archive", base)
    last.unlink()
    with pytest.raises(BackupFailed, match="wal is damaged or a part of it is missing: "):
        verify_log(folder / "archive", base)

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
