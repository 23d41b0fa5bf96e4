"""Django pages under ASGI with one hop: the loop reads the body, one pool thread does all of Django, the loop sends.

Django's own ASGI handler starts a thread for each request and changes between it and the loop at every synchronous
middleware; here the whole chain runs on a thread that keeps its database connections. Measured in docs/adr/0001.
"""

import asyncio
import contextvars
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, closing
from typing import IO, Any

from django.conf import settings
from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import FileResponse, HttpResponseBase
from django.urls import set_script_prefix
from starlette.types import Receive, Scope, Send

from config.operations.facts import note_request
from core.middleware import is_disk_full

BODY_TIMEOUT_SECONDS = 60


class BodyTooLarge(Exception):
    pass


class PagePool:
    """Threads that run Django, each with database connections of its own that outlive the request."""

    def __init__(self, threads: int) -> None:
        self._connections: list[BaseDatabaseWrapper] = []
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="page", initializer=self._remember_connections)

    def _remember_connections(self) -> None:
        for connection in connections.all():
            connection.inc_thread_sharing()  # only so that `close` may close it
            self._connections.append(connection)

    async def run[T](self, work: Callable[..., T], *args: Any) -> T:
        context = contextvars.copy_context()
        return await asyncio.get_running_loop().run_in_executor(self._executor, context.run, work, *args)

    def close(self, *, wait: bool) -> None:
        """Take no more work; with `wait`, let what runs finish. Connections of idle threads are closed."""
        self._executor.shutdown(wait=wait, cancel_futures=True)
        if wait:
            for connection in self._connections:
                connection.close()
            self._connections.clear()


class PageHandler(ASGIHandler):
    """`django.core.handlers.asgi.ASGIHandler` with a synchronous middleware chain on a thread of the pool."""

    def __init__(self, pool: PagePool | None = None) -> None:
        BaseHandler.__init__(self)
        self.load_middleware(is_async=False)
        self.pool = pool or PagePool(settings.DAJI_PAGE_THREADS)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            body = await self._receive_body(scope, receive)
        except (RequestAborted, TimeoutError):
            return
        except BodyTooLarge:
            await _send_plain(send, 413, b"This is more than the site takes at once.\n")
            return
        except OSError as error:
            if not is_disk_full(error):
                raise
            await _send_plain(send, 503, b"The site has no room for this right now. Try again in a minute.\n")
            return
        with closing(body):
            try:
                response = await self.pool.run(self._respond, scope, body)
                try:
                    await self._send(response, receive, send)
                finally:
                    if response.streaming:
                        await self.pool.run(response.close)
            except OSError:
                return  # the client left; there is nobody to tell

    async def _receive_body(self, scope: Scope, receive: Receive) -> IO[bytes]:
        body = tempfile.SpooledTemporaryFile(max_size=settings.FILE_UPLOAD_MAX_MEMORY_SIZE, mode="w+b")  # noqa: SIM115
        left = settings.DAJI_MAX_BODY_BYTES
        try:
            async with asyncio.timeout(BODY_TIMEOUT_SECONDS):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise RequestAborted
                    chunk = message.get("body", b"")
                    left -= len(chunk)
                    if left < 0:
                        raise BodyTooLarge
                    body.write(chunk)
                    if not message.get("more_body", False):
                        body.seek(0)
                        return body
        except BaseException:
            body.close()
            raise

    def _respond(self, scope: Any, body: IO[bytes]) -> Any:
        """All of one request, on one thread. A response in memory is closed here too, so its thread sends the signal."""
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=self.__class__, scope=scope)
        request, refusal = self.create_request(scope, body)
        if request is None:
            response: Any = refusal
            response.close()
            return response
        response = self.get_response(request)
        note_request(request, scope)
        response._handler_class = self.__class__
        if isinstance(response, FileResponse):
            response.block_size = self.chunk_size
        if not response.streaming:
            response.close()
        return response

    async def _send(self, response: Any, receive: Receive, send: Send) -> None:
        if not response.streaming:
            await self.send_response(response, send)  # type: ignore[arg-type]
            return
        sending = asyncio.ensure_future(
            self._stream_async(response, send) if response.is_async else self._stream_from_thread(response, send)
        )
        leaving = asyncio.ensure_future(_wait_for_disconnect(receive))
        try:
            await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
        finally:
            for task in (sending, leaving):
                task.cancel()
            await asyncio.gather(sending, leaving, return_exceptions=True)

    async def _stream_async(self, response: Any, send: Send) -> None:
        await send({"type": "http.response.start", "status": response.status_code, "headers": _headers_of(response)})
        async with aclosing(aiter(response)) as parts:
            async for part in parts:
                await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _stream_from_thread(self, response: Any, send: Send) -> None:
        """A synchronous iterator runs on one thread from end to end, as database cursors want; slow readers hold it back."""
        loop = asyncio.get_running_loop()
        gone = False

        def send_from_thread(message: Any) -> None:
            asyncio.run_coroutine_threadsafe(send(message), loop).result()  # type: ignore[arg-type]

        def pump() -> None:
            send_from_thread(
                {"type": "http.response.start", "status": response.status_code, "headers": _headers_of(response)}
            )
            for part in response:
                if gone:
                    return
                send_from_thread({"type": "http.response.body", "body": part, "more_body": True})
            send_from_thread({"type": "http.response.body", "body": b"", "more_body": False})

        try:
            await self.pool.run(pump)
        finally:
            gone = True


def _headers_of(response: HttpResponseBase) -> list[tuple[bytes, bytes]]:
    headers = [(name.encode("ascii"), value.encode("latin1")) for name, value in response.items()]
    cookies = [(b"Set-Cookie", morsel.OutputString().encode("ascii")) for morsel in response.cookies.values()]
    return headers + cookies


async def _wait_for_disconnect(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send_plain(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
