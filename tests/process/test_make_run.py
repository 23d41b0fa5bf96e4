"""`make run` on a fresh clone, to the first page; and what it says where it cannot."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.process.conftest import ServerProcess, clean_environment
from tests.process.services import ROOT, copy_project, free_port, wait_until

pytestmark = pytest.mark.process

TOOLS = ("sh", "dirname", "cat", "cksum", "tr", "mkdir", "rm", "touch", "ls")
INSTALLING_TAKES_AT_MOST_SECONDS = 400


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    folder = tmp_path / "clone"
    copy_project(folder)
    return folder


def bootstrap(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bin/bootstrap"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=INSTALLING_TAKES_AT_MOST_SECONDS,
    )


@pytest.fixture
def bare_path(tmp_path: Path) -> str:
    """A machine with the usual tools and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool))
    return str(folder)


def test_no_python(clone, bare_path, tmp_path):
    done = bootstrap(clone, PATH=bare_path, HOME=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr == (
        "daji: Daji needs Python 3.12 or newer, or uv which can fetch one; neither was found. "
        "Install one and try again.\n"
    )
    assert not (clone / ".venv").exists()


def test_a_python_that_is_too_old_or_broken_is_passed_over(clone, bare_path, tmp_path):
    for name in ("python3", "python3.13"):
        command = Path(bare_path, name)
        command.write_text("#!/bin/sh\nexit 1\n")
        command.chmod(0o755)
    done = bootstrap(clone, PATH=bare_path, HOME=str(tmp_path))
    assert done.returncode == 1
    assert "neither was found" in done.stderr


def test_the_python_that_was_asked_for_must_do(clone, bare_path, tmp_path):
    done = bootstrap(clone, PATH=bare_path, HOME=str(tmp_path), PYTHON="/no/python")
    assert done.returncode == 1
    assert done.stderr == "daji: PYTHON=/no/python is no working Python 3.12 or newer.\n"


def test_a_half_made_environment_that_cannot_be_made_whole(clone, bare_path, tmp_path):
    (clone / ".venv").mkdir()
    (clone / ".venv" / "unfinished").touch()
    done = bootstrap(clone, PATH=bare_path, HOME=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("daji: The environment in .venv is half made or broken; making it anew.\n")


def test_from_a_fresh_clone_to_the_first_page(clone, tmp_path):
    (clone / ".venv" / "bin").mkdir(parents=True)  # what a first attempt left that was cut off
    (clone / ".venv" / "unfinished").touch()
    environment = {**clean_environment(), "DAJI_DATA_DIR": str(tmp_path / "data"), "PORT": str(free_port())}
    for name in ("DAJI_DEMO", "DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL", "VIRTUAL_ENV"):
        environment.pop(name, None)
    (tmp_path / "data").mkdir()
    site = ServerProcess(environment)
    with site.log.open("wb") as log:
        site.process = subprocess.Popen(
            ["make", "run"],
            cwd=clone,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        wait_until(site.answers, seconds=INSTALLING_TAKES_AT_MOST_SECONDS, what="for the first page")
        assert site.get("/")[0] == 200
        said = site.log.read_text()
        assert f"Daji is open at {site.url} " in said
        assert "farmer@daji.example" in said
        assert "daji-demo" in said
        assert "Traceback" not in said
    finally:
        os.killpg(site.process.pid, signal.SIGINT)  # Ctrl-C reaches all of a terminal's processes
        site.process.wait(30)
    assert "Stopped." in site.log.read_text()

    again = bootstrap(clone, **environment)
    assert (again.returncode, again.stderr) == (0, "")
    assert {path.name for path in clone.iterdir()} - {path.name for path in ROOT.iterdir()} == set()
