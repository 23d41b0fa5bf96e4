"""`manage.py backup` and `restore` as somebody at the machine uses them: processes, signals, exit codes and sentences."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg
import pytest

from config.backups.moments import stamp_of
from config.backups.postgresql_cluster import running_cluster
from config.in_use import in_use
from tests.process.conftest import ROOT
from tests.process.services import open_folder, running_postgresql, wait_until

pytestmark = pytest.mark.process

ONE_DAY_SECONDS = 24 * 3600


@pytest.fixture
def archive(environment, tmp_path):
    folder = tmp_path / "archive"
    environment["DAJI_BACKUP_DIR"] = str(folder)
    return folder


@pytest.fixture
def on_sqlite(environment):
    if "DATABASE_URL" in environment:
        pytest.skip("what is done with SQLite's file; PostgreSQL has its own test below")


def manage(environment, *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    return done.returncode, done.stdout, done.stderr


@contextmanager
def following(environment, log: Path):
    """The service, from when it has made its first whole copy; ended by SIGTERM as systemd does."""
    with log.open("wb") as out:
        service = subprocess.Popen(
            [sys.executable, "manage.py", "backup", "--follow"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    folder = Path(environment["DAJI_BACKUP_DIR"])

    def has_copied() -> bool:
        assert service.poll() is None, log.read_text()
        return any(folder.glob("sqlite/*/snapshot.json")) or any(folder.glob("postgresql/base/*Z/daji_backup_ended"))

    try:
        wait_until(has_copied, what="for the first copy")
        yield service
        assert service.poll() is None, log.read_text()
        service.send_signal(signal.SIGTERM)
        assert service.wait(60) == 0, log.read_text()
        assert log.read_text().splitlines()[-1] == "Stopped."
        assert "Traceback" not in log.read_text()
    finally:
        if service.poll() is None:
            service.kill()
            service.wait(30)


@dataclass
class Writer:
    """Commits one numbered row after the other, and notes when it began and when it was told that it is in."""

    execute: object
    rows: list[tuple[int, float, float]] = field(default_factory=list)
    ends: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        number = 0
        while not self.ends.wait(0.002):
            number += 1
            began = time.time()
            self.execute(number)
            self.rows.append((number, began, time.time()))

    @contextmanager
    def writing(self):
        thread = threading.Thread(target=self.run)
        thread.start()
        try:
            yield self
        finally:
            self.ends.set()
            thread.join()

    def wait_until_past(self, moment: float) -> None:
        wait_until(lambda: bool(self.rows) and self.rows[-1][1] > moment, what="for the writer")


def shown(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, ZoneInfo("Asia/Shanghai")).strftime("%Y-%m-%d %H:%M:%S")


def numbers(database: Path) -> set[int]:
    with closing(sqlite3.connect(database)) as connection:
        return {row[0] for row in connection.execute("SELECT number FROM box")}


def test_a_chosen_second_and_the_very_last_commit(environment, archive, on_sqlite, tmp_path):
    database = Path(environment["DAJI_DATA_DIR"], "daji.sqlite3")
    with closing(sqlite3.connect(database, isolation_level=None, check_same_thread=False, timeout=30)) as site:
        site.execute("CREATE TABLE box (number INTEGER PRIMARY KEY)")
        writer = Writer(execute=lambda number: site.execute("INSERT INTO box VALUES (?)", [number]))
        with following(environment, tmp_path / "follower.log"), writer.writing():
            assert manage(environment, "backup", "--follow")[1:] == (
                f"Following the database into {archive}. Ctrl-C ends it.\n",
                f"CommandError: Another backup already follows into {archive / 'sqlite'}.\n",
            )
            end = float(int(time.time()) + 2)
            writer.wait_until_past(end + 1)
            writer.ends.set()
            wait_until(lambda: len(writer.rows) and writer.ends.is_set())
        # Nothing was committed after the last row, and the follower was told to end right after it.
    into = str(tmp_path / "restored.sqlite3")
    code, said, errors = manage(environment, "restore", "--to", shown(end - 1), "--into", into)
    assert code == 0, errors
    assert "The books add up." in said
    may_be_missing = re.search(r"in the last ([\d.]+) ms before", said)
    complete_until = end - (float(may_be_missing[1]) / 1000 + 0.0001 if may_be_missing else 0)
    there = numbers(Path(into))
    assert {number for number, _began, ended in writer.rows if ended < complete_until} - there == set()
    assert {number for number, began, _ended in writer.rows if began >= end} & there == set()
    assert {number for number, began, _ended in writer.rows if began >= end}, "nothing came after: nothing was shown"

    code, said, errors = manage(environment, "restore", "--to", "latest", "--into", str(tmp_path / "last.sqlite3"))
    assert code == 0, errors
    assert numbers(tmp_path / "last.sqlite3") == {number for number, *_ in writer.rows}
    assert manage(environment, "backup", "--verify")[0] == 0


def test_restoring_is_refused_while_the_site_runs(server, environment, archive, on_sqlite):
    data = Path(environment["DAJI_DATA_DIR"])
    (data / "media").mkdir(exist_ok=True)
    (data / "media" / "crate.webp").write_bytes(b"a picture")
    server.start()
    assert manage(environment, "backup")[0] == 0
    people = "from accounts.models import User; print(User.objects.filter(email='later@example.com').count())"

    database = data / "daji.sqlite3"
    stop_it = (1, "", f"CommandError: The site runs in {data}. Stop it first.\n")
    assert manage(environment, "restore", "--to", "latest", "--force") == stop_it
    assert server.get("/healthz")[0] == 200
    assert [path.name for path in data.glob("daji.sqlite3.*")] == []

    server.stop()
    assert manage(environment, "restore", "--to", "latest") == (
        1,
        "",
        f"CommandError: {database} is there. Stop the site and add --force: it is then moved aside and kept.\n",
    )
    with in_use(data, alone=True):  # as restoring does, for as long as it takes
        assert manage(environment, "serve") == (
            1,
            "",
            f"CommandError: {data} is being restored. Start again when that is done.\n",
        )
    with following(environment, data / "follower.log"):
        assert manage(environment, "restore", "--to", "latest", "--force") == (
            1,
            "The books add up.\n",
            f"CommandError: {database} is in use. Stop the site and its backup first.\n",
        )
    server.run("from accounts.models import User; User.objects.create_user(email='later@example.com', name='Later')")
    assert server.run(people) == "1\n"
    (data / "media" / "crate.webp").unlink()
    code, said, errors = manage(environment, "restore", "--to", "latest", "--force")
    assert (code, errors) == (0, "")
    assert "The books add up." in said
    assert "1 files put back." in said
    assert (data / "media" / "crate.webp").read_bytes() == b"a picture"
    (aside,) = data.glob("daji.sqlite3.before-*")
    server.start()
    assert server.run(people) == "0\n"
    with closing(sqlite3.connect(aside)) as kept:
        assert kept.execute("SELECT count(*) FROM accounts_user").fetchone() == (1,)


def test_sentences_for_moments_nobody_can_have(environment, archive, on_sqlite):
    before = time.time()
    assert manage(environment, "restore", "--to", "latest", "--into", str(archive / "x"))[2] == (
        f"CommandError: There is no backup in {archive / 'sqlite'}. Make one with `manage.py backup`.\n"
    )
    assert manage(environment, "backup", "--verify")[2] == (
        f"CommandError: There is no backup in {archive}. Make one with `manage.py backup`.\n"
    )
    assert manage(environment, "backup")[0] == 0
    into = ("--into", str(archive / "x.sqlite3"))

    def refused(to: str) -> str:
        code, said, errors = manage(environment, "restore", "--to", to, *into)
        assert (code, said) == (1, "")
        return errors

    assert refused(shown(before - 3600)).startswith("CommandError: The oldest backup is of ")
    assert refused("2999-01-01 00:00:00") == (
        "CommandError: 2999-01-01 00:00:00 has not come yet. Choose an earlier moment, or --to latest.\n"
    )
    assert refused("yesterday").startswith(
        'CommandError: "yesterday" is no moment. Write it like "2026-11-21 10:15:07"'
    )
    wait_until(lambda: time.time() > before + 5, what="for seconds in which nobody followed")
    late = refused(shown(time.time() - 1))
    assert late.startswith("CommandError: The archive is complete until ")
    assert late.endswith("Choose a moment before that, or add --nearest for this one.\n")
    assert manage(environment, "restore", "--to", shown(time.time() - 1), "--nearest", *into)[0] == 0

    (packed,) = archive.glob("sqlite/*/snapshot.z")
    content = bytearray(packed.read_bytes())
    content[len(content) // 2] ^= 0xFF
    packed.write_bytes(content)
    code, said, errors = manage(environment, "backup", "--verify")
    assert (code, said) == (1, "")
    assert re.fullmatch(r"CommandError: .*: the snapshot is .* Use an older backup\.\n", errors)


def test_a_nightly_backup_keeps_as_many_days_as_it_was_told(environment, archive, on_sqlite):
    """Without the follower too. What a day that is kept needs stays, though it is older itself."""
    environment["DAJI_BACKUP_KEEP_DAYS"] = "3"
    assert manage(environment, "backup")[0] == 0
    (newest,) = (archive / "sqlite").glob("*Z")
    for days in (9, 4, 2):
        newest.rename(newest := newest.with_name(stamp_of(time.time() - days * ONE_DAY_SECONDS)))
        assert manage(environment, "backup", "--verify")[0] == 0
        Path(environment["DAJI_DATA_DIR"], "daji.sqlite3-wal").unlink(missing_ok=True)
        with closing(sqlite3.connect(Path(environment["DAJI_DATA_DIR"], "daji.sqlite3"))) as site:
            site.execute("CREATE TABLE IF NOT EXISTS box (number INTEGER)")
            site.execute("INSERT INTO box VALUES (1)")
            site.commit()
        assert manage(environment, "backup")[0] == 0
        newest = max((archive / "sqlite").glob("*Z"))
    ages = [round((time.time() - stamp.timestamp()) / ONE_DAY_SECONDS) for stamp in stamps(archive / "sqlite")]
    assert ages == [4, 2, 0]


def stamps(folder: Path) -> list[datetime]:
    return sorted(
        datetime.strptime(path.name, "%Y%m%dT%H%M%S.%fZ").replace(tzinfo=ZoneInfo("UTC")) for path in folder.glob("*Z")
    )


def test_postgresql_through_the_commands(environment, tmp_path):
    """A cluster of its own: following needs a replication slot, and restoring gives a whole new cluster."""
    with open_folder() as folder, running_postgresql(folder) as cluster:
        with cluster.connect() as admin:
            admin.execute("CREATE ROLE daji LOGIN REPLICATION")
            admin.execute("CREATE DATABASE daji OWNER daji")
        archive = folder / "archive"
        archive.mkdir()
        site = {
            **environment,
            "DATABASE_URL": cluster.url(user="daji", database="daji"),
            "DAJI_BACKUP_DIR": str(archive),
        }
        assert manage(site, "migrate", "--verbosity", "0")[::2] == (0, "")
        url = cluster.url(user="daji", database="daji")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE box (number integer)")
            writer = Writer(execute=lambda number: connection.execute("INSERT INTO box VALUES (%s)", [number]))
            with following(site, tmp_path / "follower.log"), writer.writing():
                first_copy = time.time()
                end = float(int(first_copy) + 2)
                writer.wait_until_past(end + 1)
        os.chmod(archive / "postgresql", 0o755)  # noqa: PTH101

        code, said, errors = manage(site, "restore", "--to", shown(end - 1))
        assert (code, said) == (1, "")
        assert errors.startswith("CommandError: PostgreSQL is restored into a new folder; the running cluster is left")
        into = folder / "restored"
        code, said, errors = manage(site, "restore", "--to", shown(end - 1), "--into", str(into))
        assert code == 0, errors
        assert "The books add up." in said
        database = {**cluster.settings, "USER": "daji", "NAME": "daji"}
        with running_cluster(into, database=database) as (restored, _log), psycopg.connect(restored) as connection:
            there = {row[0] for row in connection.execute("SELECT number FROM box")}
        assert {number for number, _began, ended in writer.rows if ended < end} - there == set()
        assert {number for number, began, _ended in writer.rows if began >= end} & there == set()
        assert {number for number, began, _ended in writer.rows if began >= end}

        assert manage(site, "backup", "--verify")[1].startswith(
            "The newest base backup and the log after it are whole:"
        )
        refused = manage(site, "restore", "--to", shown(first_copy - 3600), "--into", str(folder / "early"))[2]
        assert refused.startswith("CommandError: The oldest backup is of ")
        wait_until(lambda: time.time() > end + 5, what="for seconds in which nobody followed")
        refused = manage(site, "restore", "--to", shown(time.time() - 1), "--into", str(folder / "late"))[2]
        assert refused.startswith("CommandError: The archive is complete until ")
        with cluster.connect(database="daji") as running:
            assert running.execute("SELECT count(*) FROM box").fetchone() == (len(writer.rows),)
