"""`/readyz` and `/metrics`, before Django: no session, no middleware and no page thread stand in their way."""

import asyncio
import contextvars
import hmac
import json
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from config.operations.gauges import SITE
from config.operations.readiness import CHECKS, OK, state_of
from core.client_address import Network, is_within, parse_networks, scope_address
from core.metrics import REGISTRY

KEPT_SECONDS = 1.5
PART_MAY_TAKE_SECONDS = 3.0
NO_STORE = {"Cache-Control": "no-store"}


class Readiness:
    """All parts at once, each in a thread of its own; asked again within a moment it answers what it knows.

    A part that hangs is not asked a second time while it does, so a database that is away cannot use up all threads.
    """

    def __init__(self, *, checks: Iterable[str] = CHECKS, state: Callable[[str], str] = state_of) -> None:
        self._names = tuple(checks)
        self._state = state
        self._executor = ThreadPoolExecutor(len(self._names), thread_name_prefix="readyz")
        self._hanging: dict[str, asyncio.Future[str]] = {}
        self._known: dict[str, str] = {}
        self._known_at = float("-inf")
        self._asking: asyncio.Lock | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def states(self) -> dict[str, str]:
        loop = asyncio.get_running_loop()
        if self._loop is not loop or self._asking is None:
            self._loop, self._asking, self._hanging = loop, asyncio.Lock(), {}
        async with self._asking:
            if time.monotonic() - self._known_at > KEPT_SECONDS:
                found = await asyncio.gather(*(self._ask(name) for name in self._names))
                self._known = dict(zip(self._names, found, strict=True))
                self._known_at = time.monotonic()
        return self._known

    async def _ask(self, name: str) -> str:
        asked = self._hanging.get(name)
        if asked is None or asked.done():
            context = contextvars.Context()
            asked = asyncio.get_running_loop().run_in_executor(self._executor, context.run, self._state, name)
            self._hanging[name] = asked
        try:
            return await asyncio.wait_for(asyncio.shield(asked), PART_MAY_TAKE_SECONDS)
        except TimeoutError:
            return "does not answer in time"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (refusal := _only_reading(scope)) is not None:
            return await refusal(scope, receive, send)
        states = await self.states()
        ready = all(state == OK for state in states.values())
        body = json.dumps({"ready": ready, "parts": states}) + "\n"
        status = 200 if ready else 503
        await Response(body, status, NO_STORE, "application/json")(scope, receive, send)


class Metrics:
    """The Prometheus text format, for addresses that may (`allowed`) and for whoever brings the token; for others 404."""

    def __init__(self, *, allowed: Iterable[Network], token: str) -> None:
        self.allowed = tuple(allowed)
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await (await self._answer(scope))(scope, receive, send)

    async def _answer(self, scope: Scope) -> Response:
        if not self._may_read(scope):
            return PlainTextResponse("Not Found", 404)
        if (refusal := _only_reading(scope)) is not None:
            return refusal
        loop = asyncio.get_running_loop()
        text = await loop.run_in_executor(None, exposition)
        return Response(text, 200, {**NO_STORE, "Content-Type": CONTENT_TYPE_LATEST})

    def _may_read(self, scope: Scope) -> bool:
        scheme, _, brought = Headers(scope=scope).get("authorization", "").partition(" ")
        if self.token and scheme.lower() == "bearer" and hmac.compare_digest(brought.encode(), self.token.encode()):
            return True
        return is_within(scope_address(scope), self.allowed)


def exposition() -> bytes:
    return generate_latest(REGISTRY) + generate_latest(SITE)


def _only_reading(scope: dict[str, Any] | Scope) -> Response | None:
    if scope["method"] in ("GET", "HEAD"):
        return None
    return PlainTextResponse("Method Not Allowed", 405, {"Allow": "GET, HEAD"})


def metrics_from_settings() -> Metrics:
    return Metrics(allowed=parse_networks(settings.DAJI_METRICS_ALLOWED), token=settings.DAJI_METRICS_TOKEN)
