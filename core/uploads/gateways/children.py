"""Work on strangers' bytes in a process of its own, with little memory and time: what breaks there breaks nothing here."""

import resource
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, kw_only=True)
class Limits:
    memory_bytes: int
    cpu_seconds: int
    wall_seconds: int
    file_bytes: int = 0


class ChildFailed(Exception):
    """It ran out of memory or time, or was shot down by its own decoder."""


def start(script: str, *arguments: str, limits: Limits) -> subprocess.Popen[bytes]:
    """The script beside this file, without this process's environment, modules and connections.

    It gets its work, but for the arguments, which are ours, on standard input, and thus not before its limits are set.
    """
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
        [sys.executable, "-I", str(FOLDER / script), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        close_fds=True,
    )
    with suppress(ProcessLookupError):
        for name, value in (
            (resource.RLIMIT_DATA, limits.memory_bytes),
            (resource.RLIMIT_CPU, limits.cpu_seconds),
            (resource.RLIMIT_FSIZE, limits.file_bytes),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.prlimit(process.pid, name, (value, value))
    return process


def ask(script: str, *arguments: str, question: bytes, limits: Limits) -> bytes:
    """What the script answers to the question. Raises `ChildFailed` when it does not."""
    process = start(script, *arguments, limits=limits)
    try:
        answer, _errors = process.communicate(question, timeout=limits.wall_seconds)
    except subprocess.TimeoutExpired as error:
        raise ChildFailed("time is up") from error
    finally:
        end(process)
    if process.returncode != 0:
        raise ChildFailed(f"exit status {process.returncode}")
    return answer


def end(process: subprocess.Popen[bytes]) -> None:
    """Whatever it was doing, it is over and leaves nothing behind."""
    if process.poll() is None:
        process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            cast("IO[bytes]", pipe).close()
