"""The outermost layer but one: a request's id, its log line and its figures. Sockets have the same."""

import logging
import time
from collections.abc import Iterable, Mapping
from typing import Any

import structlog
from django.urls import URLPattern
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from config.operations.facts import KEY, Facts
from core.client_address import bound_client_address, scope_address
from core.metrics import REQUEST_SECONDS, REQUESTS, SOCKETS, SOCKETS_OPEN
from core.request_ids import accept_request_id, bound_request_id, current_request_id

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
# Routes that are asked for every few seconds by machines: their lines would bury all others.
QUIET = {"core:healthz", "readyz", "metrics", "static", "media", "video"}

logger = structlog.stdlib.get_logger("daji.access")


class RequestRecords:
    """`mounts` names what answers before Django's routes: `{"/static/": "static"}`; `sockets` are the known ones."""

    def __init__(self, app: ASGIApp, *, mounts: Mapping[str, str], sockets: Iterable[URLPattern] = ()) -> None:
        self.app = app
        self.mounts = dict(mounts)
        self.sockets = tuple(sockets)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        named = self._socket_of if scope["type"] == "websocket" else self._mount_of
        facts = Facts(route=named(scope["path"]))
        request_id = accept_request_id(_header(scope, b"x-request-id"))
        with bound_request_id(request_id), bound_client_address(scope_address(scope)):
            if scope["type"] == "websocket":
                await self._socket({**scope, KEY: facts}, receive, send)
            else:
                await self._request({**scope, KEY: facts}, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        facts: Facts = scope[KEY]
        began = time.perf_counter()
        status = 0
        header = (b"x-request-id", current_request_id().encode())

        async def send_noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message.get("headers", ()), header]}
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        finally:
            seconds = time.perf_counter() - began
            method = scope["method"] if scope["method"] in METHODS else "other"
            # 499 as nginx has it: the client left before there was an answer.
            REQUESTS.labels(method, facts.route or "none", str(status or 499)).inc()
            REQUEST_SECONDS.labels(facts.route or "none").observe(seconds)
            logger.log(
                logging.DEBUG if facts.route in QUIET else logging.INFO,
                "request",
                method=method,
                route=facts.route or "none",
                path=scope["path"],
                status=status or 499,
                ms=round(seconds * 1000, 1),
                user_id=facts.user_id,
                client=scope_address(scope),
            )

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        facts: Facts = scope[KEY]
        began = time.perf_counter()
        code: int | None = None
        is_open = False

        async def send_noting(message: Message) -> None:
            nonlocal code, is_open
            if message["type"] == "websocket.accept" and not is_open:
                is_open = True
                SOCKETS_OPEN.labels(facts.route).inc()
            elif message["type"] == "websocket.close":
                code = message.get("code", 1000)
            await send(message)

        async def receive_noting() -> Message:
            nonlocal code
            message = await receive()
            if message["type"] == "websocket.disconnect" and code is None:
                code = message.get("code")
            return message

        SOCKETS.labels(facts.route).inc()
        try:
            await self.app(scope, receive_noting, send_noting)
        finally:
            if is_open:
                SOCKETS_OPEN.labels(facts.route).dec()
            logger.info(
                "socket",
                route=facts.route,
                path=scope["path"],
                code=code,
                seconds=round(time.perf_counter() - began, 1),
                client=scope_address(scope),
            )

    def _socket_of(self, path: str) -> str:
        found = (known for known in self.sockets if known.pattern.match(path.removeprefix("/")) is not None)
        return next((str(known.pattern) for known in found), "unknown")

    def _mount_of(self, path: str) -> str:
        return next((name for prefix, name in self.mounts.items() if path.startswith(prefix)), "")


def _header(scope: Mapping[str, Any], wanted: bytes) -> str:
    return next((value.decode("latin1") for name, value in scope["headers"] if name == wanted), "")
