"""Servers in processes of their own, with a data folder, a port and (where DATABASE_URL is set) a database each."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path

import environ
import pytest

from tests.process.services import ROOT, free_port, wait_until


class ServerProcess:
    """`manage.py serve` as a person starts it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.url = f"http://{environment['HOST']}:{environment['PORT']}"
        self.log = Path(environment["DAJI_DATA_DIR"], "server.log")
        self.process: subprocess.Popen | None = None

    def start(self, *arguments: str) -> float:
        """Seconds until it answered."""
        began = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", *arguments],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        wait_until(self.answers, what=f"for {self.url}")
        return time.monotonic() - began

    def answers(self) -> bool:
        assert self.process is None or self.process.poll() is None, self.log.read_text()[-3000:]
        try:
            status, body = self.get("/healthz")
        except OSError:
            return False
        assert (status, body) == (200, b"ok\n"), self.log.read_text()[-3000:]
        return True

    def get(self, path: str) -> tuple[int, bytes]:
        try:
            with urllib.request.urlopen(self.url + path, timeout=20) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read()

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, float]:
        """Exit code and seconds until it was gone."""
        began = time.monotonic()
        self.process.send_signal(number)
        code = self.process.wait(30)
        return code, time.monotonic() - began

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(30)

    def run(self, code: str) -> str:
        """Python in the site's environment, in another process."""
        done = subprocess.run(
            [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", code],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What a first start leaves behind, made once: to be copied, because migrating takes seconds."""
    folder = tmp_path_factory.mktemp("migrated")
    variables = {"DAJI_DATA_DIR": str(folder)}
    if os.environ.get("DATABASE_URL"):
        variables["DATABASE_URL"] = make_database()
    environment = {**clean_environment(), **variables}
    prepare = [sys.executable, "manage.py", "prepare"]
    subprocess.run(prepare, cwd=ROOT, env=environment, check=True, timeout=300)
    yield variables
    if "DATABASE_URL" in variables:
        drop_database(variables["DATABASE_URL"])


@pytest.fixture
def environment(migrated: dict[str, str], tmp_path: Path) -> Iterator[dict[str, str]]:
    """Variables of a site that has been started before."""
    folder = tmp_path / "data"
    shutil.copytree(migrated["DAJI_DATA_DIR"], folder)
    variables = {"DAJI_DATA_DIR": str(folder), "REDIS_PREFIX": f"daji-test-{uuid.uuid4()}", "PORT": str(free_port())}
    if "DATABASE_URL" in migrated:
        variables["DATABASE_URL"] = make_database(template=migrated["DATABASE_URL"])
    yield {**clean_environment(), **variables}
    if "DATABASE_URL" in variables:
        drop_database(variables["DATABASE_URL"])


@pytest.fixture
def server(environment: dict[str, str]) -> Iterator[ServerProcess]:
    server = ServerProcess(environment)
    yield server
    if server.process is not None and server.process.poll() is None:
        server.kill()


def clean_environment() -> dict[str, str]:
    """The caller's, without what pytest and make set."""
    dropped = {
        "DJANGO_SETTINGS_MODULE",
        "DJANGO_ALLOW_ASYNC_UNSAFE",
        "REDIS_PREFIX",
        "MAKEFLAGS",
        "MAKELEVEL",
        "MFLAGS",
    }
    kept = {name: value for name, value in os.environ.items() if name not in dropped and not name.startswith("PYTEST_")}
    return {**kept, "DJANGO_SETTINGS_MODULE": "config.settings.local", "HOST": "127.0.0.1", "DAJI_DEMO": "0"}


def administrator():
    import psycopg

    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


def make_database(template: str = "") -> str:
    url, name = os.environ["DATABASE_URL"], f"daji_process_{uuid.uuid4().hex}"
    source = environ.Env.db_url_config(template)["NAME"] if template else "template0"
    with administrator() as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {source}")
    return f"{url.rpartition('/')[0]}/{name}"


def drop_database(url: str) -> None:
    with administrator() as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {url.rpartition('/')[2]} WITH (FORCE)")
