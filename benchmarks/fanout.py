"""Frames to 200 sockets in one room: our hub beside Channels' own `group_send`, on the same server."""

import asyncio
import base64
import os
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.servers import cpu_seconds, environment, free_port, running

SOCKETS = 200
BURST = 10
SECONDS = 6
BURST_WITHIN_SECONDS = 60
MARK = b"bench.tick"  # once in every frame, on either side


class Listener(asyncio.Protocol):
    """A socket that counts frames by their mark and costs next to nothing."""

    def __init__(self) -> None:
        self.heard = 0
        self.tail = b""
        self.opened = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(  # type: ignore[attr-defined]
            "GET /ws/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        if not self.opened.done():
            self.opened.set_result(data.startswith(b"HTTP/1.1 101"))
        data = self.tail + data
        self.heard += data.count(MARK)
        self.tail = data[-(len(MARK) - 1) :]


async def _publish(port: int, frames: int) -> None:
    await asyncio.to_thread(urllib.request.urlopen, f"http://127.0.0.1:{port}/publish/{frames}", None, 30)


async def _measure(port: int, process_id: int) -> tuple[float, float]:
    """(deliveries a second, microseconds of server CPU a delivery)."""
    loop = asyncio.get_running_loop()
    listeners = [(await loop.create_connection(Listener, "127.0.0.1", port))[1] for _each in range(SOCKETS)]
    assert all(await asyncio.gather(*(listener.opened for listener in listeners))), "a socket was refused"
    await _publish(port, 1)
    await _all_heard(listeners, 1)
    began, cpu = time.monotonic(), cpu_seconds(process_id)
    frames = 0
    while time.monotonic() < began + SECONDS:
        await _publish(port, BURST)
        frames += BURST
        await _all_heard(listeners, 1 + frames)
    deliveries = SOCKETS * frames
    return deliveries / (time.monotonic() - began), (cpu_seconds(process_id) - cpu) / deliveries * 1e6


async def _all_heard(listeners: list[Listener], frames: int) -> None:
    async with asyncio.timeout(BURST_WITHIN_SECONDS):
        while min(listener.heard for listener in listeners) < frames:
            await asyncio.sleep(0.001)


def run() -> list[Figure]:
    measured = {}
    with tempfile.TemporaryDirectory() as folder:
        env = environment(Path(folder), DAJI_DEMO="0", REDIS_URL="", LOG_LEVEL="ERROR")
        for side in ("hub", "group_send"):
            port = free_port()
            command = ["-m", "benchmarks.rooms", side, str(port)]
            with running(command, port=port, env=env, path="/publish/0", seconds=60) as (process_id, _seconds):
                measured[side] = asyncio.run(_measure(port, process_id))
    (ours, our_cpu), (stock, stock_cpu) = measured["hub"], measured["group_send"]
    beside = "group_send, in-memory layer"
    return [
        Figure(f"frames to {SOCKETS} sockets", ours, "deliveries/s", beside, stock),
        Figure(f"server CPU for a delivery, {SOCKETS} sockets", our_cpu, "µs", beside, stock_cpu),
    ]
