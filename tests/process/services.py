"""PostgreSQL and Redis of a test's own: with the rights, passwords and options that the test is about."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
import redis

from config.backups.errors import BackupFailed
from config.backups.postgresql_programs import as_postgres, owned_by_postgres, program

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, *, seconds: float = PATIENCE_SECONDS, what: str = "") -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"gave up waiting {what or condition}"
        time.sleep(0.02)  # it is another process that is waited for: there is nothing here to wait on


@contextmanager
def open_folder(prefix: str = "daji-test-") -> Iterator[Path]:
    """Open to every user of the machine, which tmp_path is not: PostgreSQL runs as one of its own."""
    path = Path(tempfile.mkdtemp(prefix=prefix))
    path.chmod(0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def copy_project(folder: Path) -> None:
    """The project's own files, whether committed yet or not, and nothing else."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in listed.stdout.decode().split("\0"):
        source = ROOT / name
        if name and source.is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / name)


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL server. Whoever comes from this machine is believed to be who they say."""

    port: int
    user: str

    def url(self, *, user: str = "", database: str = "postgres") -> str:
        return f"postgres://{user or self.user}@127.0.0.1:{self.port}/{database}"

    @property
    def settings(self) -> dict[str, str]:
        return {"HOST": "127.0.0.1", "PORT": str(self.port), "USER": self.user, "NAME": "postgres", "PASSWORD": ""}

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(self.url(database=database), autocommit=True)

    def answers(self) -> bool:
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def running_postgresql(folder: Path) -> Iterator[Cluster]:
    """In a folder that `open_folder` made. Skips the test where the programs are not."""
    try:
        initdb = program("initdb")
    except BackupFailed:
        pytest.skip("NOT TESTED WITH A POSTGRESQL OF ITS OWN: it is not on this machine (apt-get install postgresql)")
    data = folder / "postgresql"
    data.mkdir(mode=0o700)
    owned_by_postgres(data)
    cluster = Cluster(port=free_port(), user="postgres" if os.geteuid() == 0 else getpass.getuser())
    made = [initdb, "-D", str(data), "-U", cluster.user, "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(as_postgres(made), check=True, capture_output=True)
    options = ["-p", str(cluster.port), "-h", "127.0.0.1", "-k", str(data), "-c", "fsync=off"]
    log = folder / "postgresql.log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            as_postgres([program("postgres"), "-D", str(data), *options]),
            stdout=out,
            stderr=out,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # what is meant for the tests' group of processes is not meant for a server
        )

    def answers() -> bool:
        assert server.poll() is None, log.read_text()
        return cluster.answers()

    try:
        wait_until(answers, what="for PostgreSQL")
        yield cluster
    finally:
        stop = [program("pg_ctl"), "-D", str(data), "-m", "immediate", "stop"]
        subprocess.run(as_postgres(stop), check=False, capture_output=True)
        server.wait(60)


@contextmanager
def running_redis(folder: Path, *, password: str) -> Iterator[str]:
    """Yields its address with the password in it."""
    if shutil.which("redis-server") is None:
        pytest.skip("NOT TESTED WITH A REDIS OF ITS OWN: it is not on this machine (apt-get install redis-server)")
    port = free_port()
    options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
    with (folder / "redis.log").open("wb") as out:
        server = subprocess.Popen(
            ["redis-server", "--port", str(port), "--requirepass", password, *options],
            stdout=out,
            stderr=out,
            stdin=subprocess.DEVNULL,
        )
    url = f"redis://:{password}@127.0.0.1:{port}/0"

    def answers() -> bool:
        try:
            with closing(redis.Redis.from_url(url, socket_timeout=2)) as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False

    try:
        wait_until(answers, what="for Redis")
        yield url
    finally:
        server.terminate()
        server.wait(30)
