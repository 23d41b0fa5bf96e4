"""A real small file system that fills up under the running site: clean refusals, no harm, and it works again with room."""

import json
import os
import sqlite3
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing, suppress
from email.message import Message
from pathlib import Path

import pytest

from tests.process.conftest import ServerProcess, wait_until

pytestmark = pytest.mark.process

SIZE_MIB = 64


@pytest.fixture
def small_disk(environment, tmp_path):
    """The data folder on a file system of its own."""
    if os.environ.get("DATABASE_URL"):
        pytest.skip("PostgreSQL keeps its data elsewhere; SQLite's is what fills up here")
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MIB}m", "tmpfs", str(folder)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("DISK FULL NOT TESTED: a small file system cannot be mounted here (that takes root)")
    try:
        subprocess.run(["cp", "-a", f"{environment['DAJI_DATA_DIR']}/.", str(folder)], check=True)
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def site(environment, small_disk, tmp_path):
    site = ServerProcess({**environment, "DAJI_DATA_DIR": str(small_disk), "DAJI_DISK_FLOOR_BYTES": str(4 * 2**20)})
    site.log = tmp_path / "server.log"
    site.start()
    yield site
    site.kill()


def fill(folder: Path) -> Path:
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    return ballast


def sign_up(site: ServerProcess, number: int) -> tuple[int, Message, str]:
    """Through the form, as a browser does: pages, cookies, a row for the person and one for the session."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), NoRedirect())
    try:
        page = opener.open(f"{site.url}/accounts/signup/", timeout=60).read().decode()
        token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        fields = {
            "csrfmiddlewaretoken": token,
            "name": f"Person {number}",
            "email": f"person{number}@example.com",
            "password1": "a-long-pass-word-1",
            "password2": "a-long-pass-word-1",
        }
        asked = urllib.request.Request(
            f"{site.url}/accounts/signup/?by=email",
            data=urllib.parse.urlencode(fields).encode(),
            headers={"Referer": site.url},
        )
        with opener.open(asked, timeout=60) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.headers, refusal.read().decode()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


def ready(site: ServerProcess) -> dict[str, str]:
    return json.loads(site.get("/readyz")[1])["parts"]


def people(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "daji.sqlite3")) as database:
        return [row[0] for row in database.execute("SELECT email FROM accounts_user ORDER BY email")]


def test_full_and_with_room_again(site, small_disk):
    status, headers, body = sign_up(site, 1)
    assert status in (302, 303), body[:2000]
    assert people(small_disk) == ["person1@example.com"]
    wait_until(lambda: ready(site)["disk"] == "ok", what="for room")

    ballast = fill(small_disk)
    refused = [sign_up(site, number) for number in range(2, 7)]
    assert {status for status, _headers, _body in refused} <= {302, 303, 503}
    clean = [(headers, body) for status, headers, body in refused if status == 503]
    assert clean, "the disk was not full"
    for headers, body in clean:
        assert headers["Retry-After"] == "60"
        assert "<h1" in body
        assert "Traceback" not in body
    wait_until(lambda: ready(site)["disk"].startswith("0 MiB free"), what="for /readyz to see it")
    assert site.get("/healthz") == (200, b"ok\n")  # the process is well
    while_full = people(small_disk)
    acknowledged = [f"person{number}@example.com" for number, (status, *_) in enumerate(refused, 2) if status != 503]
    assert while_full == sorted(["person1@example.com", *acknowledged])

    ballast.unlink()
    wait_until(lambda: sign_up(site, 99)[0] in (302, 303), what="for the site to write again")
    states: dict[str, str] = {}

    def all_well() -> bool:
        states.update(ready(site))
        return set(states.values()) == {"ok"}

    with suppress(AssertionError):
        wait_until(all_well)
    assert set(states.values()) == {"ok"}, states
    with closing(sqlite3.connect(small_disk / "daji.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert set(while_full) < set(people(small_disk))
    site.run("from django.core.management import call_command; call_command('check_invariants')")
