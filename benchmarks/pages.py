"""One page by our handler, Django's own ASGI handler and a WSGI bridge, in turns, 8 connections each."""

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.servers import ROOT, environment, free_port, running

PAGE = "/farms/"
CONNECTIONS = 8
SECONDS = 4
ROUNDS = 3
HANDLERS = ("ours", "asgi", "wsgi")
THREADS = 8

PREPARE = "import django; django.setup(); from django.core.management import call_command; call_command('prepare')"


async def _ask_again_and_again(port: int, until: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    request = f"GET {PAGE} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n\r\n".encode()
    answered = 0
    while time.monotonic() < until:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode())
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(int(length.partition(b":")[2]))
        answered += 1
    writer.close()
    return answered


async def _requests_per_second(port: int) -> float:
    began = time.monotonic()
    counts = await asyncio.gather(*(_ask_again_and_again(port, began + SECONDS) for _each in range(CONNECTIONS)))
    return sum(counts) / (time.monotonic() - began)


def run() -> list[Figure]:
    rates: dict[str, list[float]] = {handler: [] for handler in HANDLERS}
    with tempfile.TemporaryDirectory() as folder:
        env = environment(Path(folder), DAJI_DEMO="0", DAJI_PAGE_THREADS=str(THREADS), LOG_LEVEL="ERROR")
        subprocess.run([sys.executable, "-c", PREPARE], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
        for _round in range(ROUNDS):
            for handler in HANDLERS:
                port = free_port()
                command = ["-m", "benchmarks.handlers", handler, str(port)]
                with running(command, port=port, env=env, path=PAGE, seconds=60):
                    asyncio.run(_requests_per_second(port))  # warms up
                    rates[handler].append(asyncio.run(_requests_per_second(port)))
    ours, asgi, wsgi = (statistics.median(rates[handler]) for handler in HANDLERS)
    return [
        Figure(f"{PAGE} by our handler", ours, "req/s", "Django's ASGI handler", asgi),
        Figure(f"{PAGE} by our handler", ours, "req/s", "a WSGI bridge", wsgi),
    ]
