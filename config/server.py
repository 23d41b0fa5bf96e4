"""One process that serves pages, sockets and video, and works off tasks: uvicorn on the main thread, the rest beside it."""

import contextlib
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator

import uvicorn
from django.db import connections
from django.urls import get_resolver

from config.companions import Companions
from config.worker import EmbeddedWorker

BACKLOG = 2048
GRACE_SECONDS = 2
# Past this the process ends whatever still runs: what matters is in the database, and is found again.
STOP_AT_LATEST_SECONDS = 4.5
LARGEST_SOCKET_MESSAGE_BYTES = 4 * 1024 * 1024

logger = logging.getLogger(__name__)


class CannotListen(Exception):
    """A sentence for the person who started the server."""


def listen(*, host: str, port: int) -> list[socket.socket]:
    """Sockets on all addresses of the host; "localhost" is IPv4, and IPv6 where the machine has it.

    Raises CannotListen. Listening starts here, so that of two servers started at once exactly one gets the port.
    """
    try:
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (socket.gaierror, UnicodeError, OverflowError):
        raise CannotListen(f"HOST={host} is no address of this machine.") from None
    sockets: list[socket.socket] = []
    for family, kind, protocol, _name, address in sorted(set(addresses), key=lambda found: found[0]):
        try:
            sockets.append(_listen_at(family, kind, protocol, (address[0], port_of(sockets) or port, *address[2:])))
        except PermissionError:
            raise CannotListen(f"Port {port} may not be used by this user. Set PORT to one above 1023.") from None
        except OSError as error:
            if family == socket.AF_INET6 and sockets:
                continue  # a machine without IPv6
            for opened in sockets:
                opened.close()
            if error.errno == 98 or "in use" in str(error):
                raise CannotListen(f"Port {port} is taken. Stop what uses it, or set PORT to another one.") from None
            raise CannotListen(f"Cannot listen at {host}:{port}: {error.strerror}.") from None
    return sockets


def _listen_at(family: int, kind: int, protocol: int, address: tuple[object, ...]) -> socket.socket:
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def port_of(sockets: list[socket.socket]) -> int:
    return sockets[0].getsockname()[1] if sockets else 0


class Server(uvicorn.Server):
    """Uvicorn that ends with 0 when told to end, and tells when it is ready."""

    def __init__(
        self,
        application: object,
        *,
        on_ready: Callable[[], None] = lambda: None,
        on_end: Callable[[], None] = lambda: None,
        companions: Companions | None = None,
    ) -> None:
        super().__init__(
            uvicorn.Config(
                application,  # type: ignore[arg-type]
                http="httptools",
                ws="websockets-sansio",
                loop="uvloop",
                lifespan="off",
                ws_per_message_deflate=False,
                ws_max_size=LARGEST_SOCKET_MESSAGE_BYTES,
                timeout_graceful_shutdown=GRACE_SECONDS,
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                backlog=BACKLOG,
            )
        )
        self._on_ready = on_ready
        self._on_end = on_end
        self._companions = companions

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Unlike uvicorn's own, does not send the signal to itself once more at the end."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self._told_to_end) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _told_to_end(self, *_signal: object) -> None:
        if not self.should_exit:
            deadline = threading.Timer(STOP_AT_LATEST_SECONDS, os._exit, args=(0,))
            deadline.daemon = True
            deadline.start()
            self._on_end()
        self.force_exit = self.should_exit
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self._companions is not None:
            self._companions.start()
        self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._companions is not None:
            await self._companions.stop()
        await super().shutdown(sockets=sockets)


def run(*, sockets: list[socket.socket], with_worker: bool, on_ready: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM, then let what runs finish for a moment and return."""
    from config.asgi import application, pages

    get_resolver().url_patterns  # noqa: B018  all views are imported now: a broken one ends the start, not every request
    worker = EmbeddedWorker() if with_worker else None
    if worker is not None:
        worker.start()
    on_end = worker.begin_stop if worker is not None else lambda: None
    Server(application, on_ready=on_ready, on_end=on_end, companions=Companions()).run(sockets=sockets)
    stopped = worker is None or worker.stop()
    pages.pool.close(wait=stopped)
    connections.close_all()
    if not stopped:
        # A task still runs. Python would wait for its thread at exit for as long as it takes.
        os._exit(0)
