"""A server process for a benchmark, on a port and a data folder of its own."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(folder: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.local", "DAJI_DATA_DIR": str(folder), **more}


@contextlib.contextmanager
def running(
    command: list[str], *, port: int, env: dict[str, str], path: str, seconds: float
) -> Iterator[tuple[int, float]]:
    """(process id, seconds until `path` answered)."""
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    try:
        while not answers(f"http://127.0.0.1:{port}{path}"):
            if process.poll() is not None or time.monotonic() > began + seconds:
                raise RuntimeError(f"{command} did not answer within {seconds} s")
            time.sleep(0.02)
        yield process.pid, time.monotonic() - began
    finally:
        process.terminate()
        process.wait(20)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status == 200
    except urllib.error.HTTPError as refusal:
        raise RuntimeError(f"{url} answered {refusal.code}") from refusal
    except OSError:
        return False


def cpu_seconds(process_id: int) -> float:
    """User and system time so far (Linux)."""
    fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND
