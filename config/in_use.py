"""Who serves a data folder and who puts another state into it keep out of each other's way.

The system gives the lock up when the process ends, however it ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = ".in-use"


class InUse(Exception):
    """Somebody else has it."""


@contextmanager
def in_use(folder: Path, *, alone: bool) -> Iterator[None]:
    """Any number may serve, or one alone restores. Raises InUse."""
    lock = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse from None
        yield
    finally:
        os.close(lock)
