"""`/video/<room>/…`: dispatch, methods, and the viewer who leaves while we wait."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

from live.video.asgi import live, replay
from live.video.asgi.access import may_watch
from live.video.asgi.responses import NOT_FOUND, Receive, Response, Scope, Send, refusal, send_options, send_response

type Query = dict[str, str]
type Answer = Callable[..., Awaitable[Response]]

NUMBER = r"(\d{1,15})"
ROUTES: list[tuple[re.Pattern[str], Answer]] = [
    (re.compile(rf"part-{NUMBER}-{NUMBER}\.m4s"), live.part),
    (re.compile(r"media\.m3u8"), live.media_playlist),
    (re.compile(rf"seg-{NUMBER}\.m4s"), live.segment),
    (re.compile(rf"init-{NUMBER}\.mp4"), live.init_section),
    (re.compile(r"index\.m3u8"), live.multivariant_playlist),
    (re.compile(r"state\.json"), live.state),
    (re.compile(r"cover\.jpg"), live.cover),
    (re.compile(r"replay/index\.m3u8"), replay.playlist),
    (re.compile(rf"replay/{NUMBER}/{NUMBER}\.m4s"), replay.segment),
    (re.compile(rf"replay/{NUMBER}/init-{NUMBER}\.mp4"), replay.init_section),
]
ADDRESS = re.compile(rf"/video/{NUMBER}/(.+)")
LONGEST_QUERY_BYTES = 500


async def video_app(scope: Scope, receive: Receive, send: Send) -> None:
    """An ASGI app for the paths under `/video/`."""
    if scope["type"] != "http":
        raise ValueError("The video app answers HTTP only.")
    method = scope["method"]
    if method == "OPTIONS":
        return await send_options(send)
    if method not in ("GET", "HEAD"):
        return await send_response(send, refusal(405))
    response = await _while_connected(_answer(scope), receive)
    if response is not None:
        await send_response(send, response, head=method == "HEAD")
    return None


async def _answer(scope: Scope) -> Response:
    address = ADDRESS.fullmatch(scope["path"])
    if not address or len(scope["query_string"]) > LONGEST_QUERY_BYTES:
        return NOT_FOUND
    room_id, rest = int(address[1]), address[2]
    for pattern, answer in ROUTES:
        if match := pattern.fullmatch(rest):
            if not await may_watch(scope, room_id):
                return NOT_FOUND
            query: Query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
            return await answer(room_id, query, *map(int, match.groups()))
    return NOT_FOUND


async def _while_connected(answer: Awaitable[Response], receive: Receive) -> Response | None:
    """The answer, or None when the viewer left before it was there: a blocked playlist must not outlive its reader."""
    working = asyncio.ensure_future(answer)
    await asyncio.sleep(0)
    if working.done():
        return working.result()
    leaving = asyncio.ensure_future(_disconnected(receive))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        leaving.cancel()
        working.cancel()


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
