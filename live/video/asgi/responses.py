"""The few HTTP answers of the video app."""

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from live.video.packager.playlist import CONTENT_TYPE as PLAYLIST

type Scope = MutableMapping[str, Any]
type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]

IMMUTABLE = "public, max-age=31536000, immutable"
"""Names of parts and segments come from the clock and are never used twice."""
FRESH = "no-cache"
NEVER = "no-store"


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    body: bytes
    content_type: str
    cache: str

    def headers(self) -> list[tuple[bytes, bytes]]:
        return [
            (b"content-type", self.content_type.encode()),
            (b"content-length", str(len(self.body)).encode()),
            (b"cache-control", self.cache.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"access-control-allow-origin", b"*"),
        ]


def playlist(body: bytes, *, cache: str = FRESH) -> Response:
    return Response(200, body, PLAYLIST, cache)


def media(body: bytes) -> Response:
    return Response(200, body, "video/mp4", IMMUTABLE)


def refusal(status: int) -> Response:
    return Response(status, b"", "text/plain", NEVER)


NOT_FOUND = refusal(404)
BAD_REQUEST = refusal(400)
NOT_YET = refusal(503)


async def send_response(send: Send, response: Response, *, head: bool = False) -> None:
    await send({"type": "http.response.start", "status": response.status, "headers": response.headers()})
    await send({"type": "http.response.body", "body": b"" if head else response.body})


async def send_options(send: Send) -> None:
    headers = [
        (b"allow", b"GET, HEAD, OPTIONS"),
        (b"access-control-allow-origin", b"*"),
        (b"access-control-allow-methods", b"GET, HEAD, OPTIONS"),
        (b"access-control-allow-headers", b"range"),
        (b"access-control-max-age", b"86400"),
        (b"content-length", b"0"),
    ]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
