"""The units before systemd itself: it takes them, and finds little that they leave open."""

import shutil
import subprocess
from pathlib import Path

import pytest

UNITS = sorted(Path("deploy/systemd").glob("*.service"))
# Of 10, where 10 shuts nothing. What is left: the network, and system calls that are not listed one by one.
MOST_EXPOSED = 32  # in tenths

pytestmark = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None,
    reason="UNITS NOT TESTED: there is no systemd-analyze (apt-get install systemd)",
)


@pytest.fixture
def machine(tmp_path):
    """The folder tree that the install steps leave behind, as far as the units name it."""
    for program in ("python", "celery"):
        path = tmp_path / "srv/daji/site/.venv/bin" / program
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("#!/bin/sh\n")
        path.chmod(0o755)
    units = tmp_path / "etc/systemd/system"
    units.mkdir(parents=True)
    # What every Debian machine has and this empty one has not.
    for target in (
        "multi-user",
        "network-online",
        "sysinit",
        "basic",
        "shutdown",
        "network",
        "local-fs",
        "sockets",
        "timers",
    ):
        (units / f"{target}.target").write_text("[Unit]\nDescription=there\n")
    return tmp_path


def analysed(machine: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(["systemd-analyze", *arguments, f"--root={machine}"], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_takes_them(unit, machine):
    path = machine / "etc/systemd/system" / unit.name
    name = unit.name.replace("@.", "@8001.")
    path.write_text(unit.read_text())
    code, said = analysed(machine, "verify", "--man=no", "--recursive-errors=no", name)
    assert (code, ours(said)) == (0, [])
    path.write_text(unit.read_text().replace("NoNewPrivileges=yes", "NoNewPrivilege=yes"))  # the negative control
    assert len(ours(analysed(machine, "verify", "--man=no", "--recursive-errors=no", name)[1])) == 1


def ours(said: str) -> list[str]:
    return [line for line in said.splitlines() if "daji" in line.partition(": ")[0]]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_they_leave_little_open(unit, machine, tmp_path):
    offline = ("security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager")
    path = machine / "etc/systemd/system" / unit.name
    path.write_text(unit.read_text())
    assert analysed(machine, *offline, unit.name)[0] == 0
    path.write_text(unit.read_text().replace("ProtectSystem=strict", "").replace("CapabilityBoundingSet=", ""))
    assert analysed(machine, *offline, unit.name)[0] != 0  # the negative control


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_they_may_write_where_they_must_and_nowhere_else(unit):
    (written,) = [line for line in unit.read_text().splitlines() if line.startswith("ReadWritePaths=")]
    paths = ["/srv/daji/data", "/srv/daji/site/locale"]  # translations are compiled at the start
    if "backup" in unit.name:
        paths.append("/srv/backup/daji")
    assert written == f"ReadWritePaths={' '.join(paths)}"
