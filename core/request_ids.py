"""One id for all that a request sets off: its log lines, the events it records, the tasks it starts, its socket."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

LONGEST = 64
# A stranger's text would otherwise end up in log files and databases as it came.
_ACCEPTABLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")

_current: ContextVar[str] = ContextVar("request_id", default="")


def new_request_id() -> str:
    return secrets.token_hex(12)


def accept_request_id(text: str) -> str:
    """What a trusted proxy sent, where it is 8 to 64 letters, digits, dots, dashes; otherwise a new one."""
    return text if _ACCEPTABLE.fullmatch(text) else new_request_id()


def current_request_id() -> str:
    """Empty outside of requests, tasks and sockets."""
    return _current.get()


@contextmanager
def bound_request_id(request_id: str) -> Iterator[None]:
    token = _current.set(request_id)
    try:
        yield
    finally:
        _current.reset(token)


def bind_request_id(request_id: str) -> None:
    """For a context that ends by itself: a request's own, a socket's own, a task's thread until its next task."""
    _current.set(request_id)
