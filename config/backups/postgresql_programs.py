"""PostgreSQL's own programs, found where Debian keeps them, run as the user they want to be."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from config.backups.errors import BackupFailed

DEBIAN = Path("/usr/lib/postgresql")


def program(name: str) -> str:
    versions = sorted(
        DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0
    )
    found = str(versions[-1]) if versions else shutil.which(name)
    if not found:
        raise BackupFailed(f"{name} is not on this machine. Install the packages postgresql and postgresql-client.")
    return found


def as_postgres(command: Sequence[str]) -> list[str]:
    """The server refuses to run as root; root runs it as the user `postgres`."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else list(command)


def owned_by_postgres(folder: Path) -> None:
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, "postgres", "postgres")


def run(command: Sequence[str], *, environment: Mapping[str, str], what: str, may_fail: bool = False) -> str:
    """What it printed. Raises BackupFailed: `what` went wrong, and the program's own last line."""
    done = subprocess.run(  # noqa: S603
        list(command),
        env=dict(environment),
        capture_output=True,
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode and not may_fail:
        last = (done.stderr.strip() or done.stdout.strip() or f"exit code {done.returncode}").splitlines()[-1]
        raise BackupFailed(f"{what}: {last}")
    return done.stdout
