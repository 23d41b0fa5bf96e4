"""The archive of a database that is written to while it is followed: every moment of it comes back, and only that."""

import sqlite3
import threading
import time
from contextlib import closing

import pytest

from config.backups.changes import generations
from config.backups.errors import BackupFailed
from config.backups.follow import forget_older_generations, next_look
from config.backups.moments import shown, stamp_of
from config.backups.sqlite_archiver import SqliteArchiver
from config.backups.sqlite_restore import restore_sqlite, verify_sqlite


class Clock:
    """Moves by itself a little with every look, and otherwise only when told."""

    def __init__(self) -> None:
        self.now = 1_795_000_000.0

    def __call__(self) -> float:
        self.now += 0.001
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "daji.sqlite3"
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE box (number INTEGER PRIMARY KEY, text TEXT)")
    return path


@pytest.fixture
def follow(database, tmp_path, clock):
    running = []

    def start():
        archiver = SqliteArchiver(database=database, folder=tmp_path / "archive", clock=clock)
        running.append(archiver)
        archiver.start()
        return archiver

    yield start
    for archiver in running:
        if archiver not in stopped:
            archiver.close()
    stopped.clear()


stopped = []


def stop(archiver) -> None:
    archiver.close()
    stopped.append(archiver)


def connect(path):
    return sqlite3.connect(path, isolation_level=None, timeout=30)


def numbers(path) -> list[int]:
    with closing(connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT number FROM box ORDER BY number")]


def put(connection, *boxes: int, text: str = "") -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO box VALUES (?, ?)", [(number, text) for number in boxes])
    connection.execute("COMMIT")


def restored(tmp_path, end: float, **more) -> list[int]:
    target = tmp_path / f"restored-{end}.sqlite3"
    restore_sqlite(folder=tmp_path / "archive", target=target, end=end, **more)
    return numbers(target)


def test_each_moment_comes_back(database, follow, tmp_path, clock):
    archiver = follow()
    moments = []
    with closing(connect(database)) as site:
        for number in range(1, 8):
            put(site, number)
            archiver.poll()
            moments.append((clock.now + 0.0005, list(range(1, number + 1))))
            clock.now += 0.5
        site.execute("DELETE FROM box WHERE number < 5")
        archiver.poll()
        moments.append((clock.now + 0.0005, [5, 6, 7]))
    archiver.wait_for_snapshot()
    for moment, expected in moments:
        assert restored(tmp_path, moment) == expected
    assert numbers(database) == [5, 6, 7]


def test_what_was_committed_after_the_moment_is_not_there_though_it_is_archived(database, follow, tmp_path, clock):
    archiver = follow()
    with closing(connect(database)) as site:
        put(site, 1)
        archiver.poll()
        moment = clock.now + 0.0005
        put(site, 2)
        clock.now += 0.3
        archiver.poll()
    archiver.wait_for_snapshot()
    assert restored(tmp_path, moment) == [1]
    assert restored(tmp_path, clock.now + 0.0005) == [1, 2]  # the control: it is in the archive


class CommitsAt:
    """The clock, and what somebody else commits as soon as it shows a moment."""

    def __init__(self, clock, site, due: dict[float, int]) -> None:
        self.clock, self.site, self.due = clock, site, due

    def __call__(self) -> float:
        now = self.clock()
        for moment in [moment for moment in self.due if now >= moment]:
            put(self.site, self.due.pop(moment))
        return now


def test_the_end_of_a_second_is_exact(database, follow, tmp_path, clock):
    """One commit in the last moment before it, one in the first moment after it, both between two rounds."""
    archiver = follow()
    archiver.wait_for_snapshot()
    with closing(connect(database)) as site:
        put(site, 1)
        archiver.poll()
        end = clock.now + 0.02
        archiver._clock = CommitsAt(clock, site, {end - 0.0045: 2, end + 0.0005: 3})
        archiver.poll(across=end)
        assert archiver._clock.due == {}
    found = restore_sqlite(folder=tmp_path / "archive", target=tmp_path / "one.sqlite3", end=end)
    assert numbers(tmp_path / "one.sqlite3") == [1, 2]
    assert end - 0.0045 < found.complete_until <= end
    assert restored(tmp_path, clock.now + 0.0005) == [1, 2, 3]  # the control: all of it is in the archive


def test_without_looking_at_the_end_of_the_second_its_last_commits_are_missing(database, follow, tmp_path, clock):
    """The negative control, and that restoring says so."""
    archiver = follow()
    archiver.wait_for_snapshot()
    with closing(connect(database)) as site:
        put(site, 1)
        archiver.poll()
        end = clock.now + 0.02
        clock.now += 0.0155
        put(site, 2)
        clock.now += 0.01
        archiver.poll()
    found = restore_sqlite(folder=tmp_path / "archive", target=tmp_path / "one.sqlite3", end=end)
    assert numbers(tmp_path / "one.sqlite3") == [1]
    assert found.complete_until < end - 0.0045


def test_where_nothing_was_committed_around_it_nothing_may_be_missing(database, follow, tmp_path, clock):
    archiver = follow()
    archiver.wait_for_snapshot()
    with closing(connect(database)) as site:
        put(site, 1)
        end = clock.now + 0.02
        archiver.poll(across=end)
        clock.now += 0.2
        put(site, 2)
        archiver.poll()
    found = restore_sqlite(folder=tmp_path / "archive", target=tmp_path / "one.sqlite3", end=end)
    assert (numbers(tmp_path / "one.sqlite3"), found.complete_until) == ([1], end)


def test_it_is_awake_when_a_second_ends():
    assert next_look(100.0) == (0.25, None)
    assert next_look(100.7) == (0.25, None)
    wait, across = next_look(100.8)
    assert (round(wait, 6), across) == (0.197, 101.0)
    assert next_look(100.999) == (0.0, 101.0)


def test_what_no_kept_day_needs_is_removed(tmp_path):
    """A copy goes when the one after it is old enough too: the days between need it."""
    for day in (1, 2, 3):
        folder = tmp_path / stamp_of(day * 86400)
        folder.mkdir()
        (folder / "snapshot.json").write_text("{}")
    unfinished = tmp_path / stamp_of(0)
    unfinished.mkdir()
    assert forget_older_generations(tmp_path, before=2 * 86400) == 0
    assert forget_older_generations(tmp_path, before=2.5 * 86400) == 1
    assert [one.folder.name for one in generations(tmp_path)] == [stamp_of(2 * 86400), stamp_of(3 * 86400)]
    assert unfinished.exists()  # somebody may still be writing it
    assert forget_older_generations(tmp_path, before=time.time() + 1) == 1
    assert [path.name for path in tmp_path.iterdir()] == [stamp_of(3 * 86400)]  # the newest stays, however old


def test_the_log_begins_anew_again_and_again_and_nothing_is_lost(database, follow, tmp_path, clock):
    """Large rows fill the log past SQLite's own threshold many times while two connections write."""
    archiver = follow()
    archiver.wait_for_snapshot()
    moments, salts = [], set()
    with closing(connect(database)) as one, closing(connect(database)) as other:
        for number in range(1, 41):
            put(one if number % 2 else other, number, text="x" * 300_000)
            archiver.poll()
            salts.add(archiver._position[0])
            moments.append((clock.now + 0.0005, number))
            clock.now += 0.1
            archiver._renewed_at = float("-inf")
    assert len(salts) > 2, "the log never began anew, so nothing was shown"
    assert len(generations(tmp_path / "archive")) == 1, "a gap was seen where there was none"
    for moment, number in moments[::13]:
        assert restored(tmp_path, moment) == list(range(1, number + 1))


def test_a_log_that_begins_anew_behind_its_back_is_noticed(database, follow, tmp_path, clock):
    """Without the reader the site's own connections begin the log anew: the archiver sees that frames are missing."""
    archiver = follow()
    archiver.wait_for_snapshot()
    with closing(connect(database)) as site:
        put(site, 1)
        archiver.poll()
        archiver._stand_up()
        put(site, 2)
        site.execute("PRAGMA wal_checkpoint(RESTART)")
        put(site, 3)
        clock.now += 0.2
        assert archiver.poll()
    archiver.wait_for_snapshot()
    assert len(generations(tmp_path / "archive")) == 2
    clock.now += 0.1
    archiver.poll()
    assert restored(tmp_path, clock.now + 0.0005) == [1, 2, 3]


def test_other_readers_keep_the_log_from_being_copied_back(database, follow, tmp_path, clock):
    archiver = follow()
    archiver.wait_for_snapshot()
    with closing(connect(database)) as site, closing(connect(database)) as reader:
        put(site, 1, text="x" * 1_000_000)
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM box").fetchone() == (1,)
        for number in range(2, 9):
            put(site, number, text="x" * 1_000_000)
            clock.now += 0.1
            archiver._renewed_at = float("-inf")
            archiver.poll()
        reader.execute("ROLLBACK")
        for number in range(9, 15):
            put(site, number, text="x" * 1_000_000)
            clock.now += 0.1
            archiver._renewed_at = float("-inf")
            archiver.poll()
    assert len(generations(tmp_path / "archive")) == 1
    assert restored(tmp_path, clock.now + 0.0005) == list(range(1, 15))


def test_a_restarted_archiver_goes_on_where_it_stopped(database, follow, tmp_path, clock):
    with closing(connect(database)) as site:
        archiver = follow()
        archiver.wait_for_snapshot()
        put(site, 1)
        archiver.poll()
        stop(archiver)
        with (tmp_path / "archive").joinpath(archiver.generation.folder.name, "log").open("ab") as log:
            log.write(b"DJ1\nhalf a record")  # a crash while writing
        put(site, 2)
        clock.now += 0.2
        follow().poll()
        clock.now += 0.2
    assert len(generations(tmp_path / "archive")) == 1
    assert restored(tmp_path, clock.now + 0.0005) == [1, 2]


def test_after_a_stop_of_everything_a_new_generation_begins(database, follow, tmp_path, clock):
    archiver = follow()
    with closing(connect(database)) as site:
        put(site, 1)
        archiver.poll()
    stop(archiver)  # the last connection: the log is copied back and removed
    clock.now += 60
    with closing(connect(database)) as site:
        put(site, 2)
    between = clock.now - 30
    clock.now += 60
    archiver = follow()
    archiver.wait_for_snapshot()
    clock.now += 0.1
    archiver.poll()
    assert len(generations(tmp_path / "archive")) == 2
    assert restored(tmp_path, clock.now + 0.0005) == [1, 2]
    with pytest.raises(
        BackupFailed, match=r"^The archive is complete until .* nobody followed the database in between"
    ):
        restored(tmp_path, between)
    assert restored(tmp_path, between, take_nearest=True) == [1]


def test_a_transaction_larger_than_a_record(database, follow, tmp_path, clock, monkeypatch):
    monkeypatch.setattr("config.backups.sqlite_archiver.FRAMES_A_RECORD", 16)
    archiver = follow()
    archiver.wait_for_snapshot()
    with closing(connect(database)) as site:
        put(site, *range(1, 200), text="x" * 3000)
        before = clock.now + 0.0005
        clock.now += 0.2
        archiver.poll()
    assert sum(record.is_part for record, *_ in archiver.generation.records()) > 5
    assert restored(tmp_path, before, take_nearest=True) == []
    assert restored(tmp_path, clock.now + 0.0005) == list(range(1, 200))


def test_while_threads_write_every_acknowledged_row_is_in_and_no_later_one(database, tmp_path):
    """Real time, four writers: a row acknowledged before the moment is there; one begun after it is not."""
    archiver = SqliteArchiver(database=database, folder=tmp_path / "archive")
    archiver.start()
    acknowledged: list[tuple[int, float, float]] = []
    ends = threading.Event()

    def write(first: int) -> None:
        with closing(connect(database)) as site:
            for number in range(first, first + 100_000):
                began = time.time()
                put(site, number, text="x" * 2000)
                acknowledged.append((number, began, time.time()))
                if ends.is_set():
                    return

    threads = [threading.Thread(target=write, args=(number * 1_000_000,)) for number in range(4)]
    for thread in threads:
        thread.start()
    try:
        while len(acknowledged) < 600:
            archiver.poll()
            archiver._renewed_at = float("-inf")
    finally:
        ends.set()
        for thread in threads:
            thread.join()
    archiver.poll()
    archiver.wait_for_snapshot()
    archiver.close()
    assert len(generations(tmp_path / "archive")) == 1
    snapshot_at = generations(tmp_path / "archive")[0].snapshot().until
    choices = [ended for _number, _began, ended in sorted(acknowledged, key=lambda row: row[2])][100:500:133]
    for end in [moment for moment in choices if moment > snapshot_at]:
        target = tmp_path / f"{end}.sqlite3"
        found = restore_sqlite(folder=tmp_path / "archive", target=target, end=end, take_nearest=True)
        rows = set(numbers(target))
        assert {number for number, _began, ended in acknowledged if ended < found.complete_until} - rows == set()
        assert {number for number, began, _ended in acknowledged if began >= end} & rows == set()
        assert end - found.complete_until < 30


def test_damage_is_found_and_said(database, follow, tmp_path, clock):
    archiver = follow()
    archiver.wait_for_snapshot()
    with closing(connect(database)) as site:
        put(site, 1)
        archiver.poll()
    assert verify_sqlite(folder=tmp_path / "archive", scratch=tmp_path).records == 1
    packed = archiver.generation.folder / "snapshot.z"
    content = bytearray(packed.read_bytes())
    content[len(content) // 2] ^= 0xFF
    packed.write_bytes(content)
    (tmp_path / "verified.sqlite3").unlink()
    with pytest.raises(BackupFailed, match="the snapshot is"):
        verify_sqlite(folder=tmp_path / "archive", scratch=tmp_path)
    assert not list(tmp_path.glob("verified*"))


def test_sentences(database, follow, tmp_path, clock):
    archiver = follow()
    archiver.wait_for_snapshot()
    with pytest.raises(BackupFailed, match="^Another backup already follows into "):
        SqliteArchiver(database=database, folder=tmp_path / "archive")
    with pytest.raises(BackupFailed, match="is not there. Set DATABASE_URL or DAJI_DATA_DIR"):
        SqliteArchiver(database=tmp_path / "no.sqlite3", folder=tmp_path / "other")
    began = archiver.generation.snapshot().until
    with pytest.raises(BackupFailed) as early:
        restored(tmp_path, began - 100)
    assert str(early.value) == f"The oldest backup is of {shown(began)}. Choose a later moment."
    with pytest.raises(BackupFailed, match="There is no backup in"):
        restore_sqlite(folder=tmp_path / "empty", target=tmp_path / "x", end=clock.now)
