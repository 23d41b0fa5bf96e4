"""Security headers on every answer. Django's pages bring their own; files, video and refusals get these."""

from collections.abc import Iterable

from django.conf import settings
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

DEFAULTS = {
    b"x-content-type-options": b"nosniff",
    # For what is no page: nothing in it may run, and nobody may frame it.
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"referrer-policy": settings.SECURE_REFERRER_POLICY.encode(),
    b"cross-origin-opener-policy": b"same-origin",
    b"x-frame-options": b"DENY",
}
ECHOING = {"TRACE", "TRACK"}


class SecurityHeaders:
    """Stands where the scheme is known (inside of TrustedProxies): only over TLS may a browser be told to stay there."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_secure = scope.get("scheme") in ("https", "wss")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", ())]
                message = {**message, "headers": headers + missing(headers, is_secure=is_secure)}
            await send(message)

        if scope["type"] == "websocket":
            can_answer = "websocket.http.response" in scope.get("extensions", {})
            await self.app(scope, receive, _with_refusals(send, is_secure=is_secure) if can_answer else send)
        elif scope.get("method") in ECHOING:
            refusal = PlainTextResponse("Method Not Allowed", 405, {"Allow": "GET, HEAD, POST"})
            await refusal(scope, receive, send_with_headers)
        else:
            await self.app(scope, receive, send_with_headers)


def _with_refusals(send: Send, *, is_secure: bool) -> Send:
    """A handshake that is refused becomes an answer of HTTP with its headers: 403, as servers give it by themselves."""
    is_open = False

    async def send_refusal(message: Message) -> None:
        nonlocal is_open
        is_open = is_open or message["type"] == "websocket.accept"
        if is_open or message["type"] != "websocket.close":
            await send(message)
            return
        body = b"Forbidden\n"
        own = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
        headers = own + missing(own, is_secure=is_secure)
        await send({"type": "websocket.http.response.start", "status": 403, "headers": headers})
        await send({"type": "websocket.http.response.body", "body": body})

    return send_refusal


def missing(headers: Iterable[tuple[bytes, bytes]], *, is_secure: bool) -> list[tuple[bytes, bytes]]:
    """What `headers` do not say themselves."""
    said = {name.lower() for name, _value in headers}
    wanted = {**DEFAULTS, **_strict_transport()} if is_secure else DEFAULTS
    return [(name, value) for name, value in wanted.items() if name not in said]


def _strict_transport() -> dict[bytes, bytes]:
    if not settings.SECURE_HSTS_SECONDS:
        return {}
    value = f"max-age={settings.SECURE_HSTS_SECONDS}"
    value += "; includeSubDomains" if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else ""
    return {b"strict-transport-security": (value + ("; preload" if settings.SECURE_HSTS_PRELOAD else "")).encode()}
