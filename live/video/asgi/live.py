"""Low-latency HLS of a room that is on air."""

import json

from live.video.asgi import responses
from live.video.asgi.access import video_of
from live.video.asgi.responses import BAD_REQUEST, FRESH, NOT_FOUND, NOT_YET, Response
from live.video.hub import LiveStream, StreamState, stream_of
from live.video.hub.covers import cover_of
from live.video.packager import playlist as playlists

WAIT_SECONDS = 3.0
"""Three target durations, after which a blocked reload is answered with 503 (RFC 8216bis, 6.2.5.2). Also short enough
for the server to stop gracefully."""
FURTHEST_AHEAD_SEGMENTS = 2
BLOCKED_CACHE = "public, max-age=6"
"""A blocked playlist never changes for its query."""


def _watched(room_id: int) -> LiveStream | None:
    live = stream_of(room_id)
    if live is not None:
        live.watched()
    return live


async def multivariant_playlist(room_id: int, query: dict[str, str]) -> Response:
    live = _watched(room_id)
    if live is None:
        return NOT_FOUND
    await live.until(lambda: live.init is not None, seconds=WAIT_SECONDS)
    if live.init is None:
        return NOT_YET
    window = live.stream.window
    text = playlists.multivariant_playlist(live.init, window.segments, uri="media.m3u8")
    return responses.playlist(text.encode())


async def media_playlist(room_id: int, query: dict[str, str]) -> Response:
    live = _watched(room_id)
    if live is None:
        return NOT_FOUND
    number, part = query.get("_HLS_msn"), query.get("_HLS_part")
    if any(value is not None and not (value.isdecimal() and len(value) < 16) for value in (number, part)):
        return BAD_REQUEST
    skip = query.get("_HLS_skip") in ("YES", "v2")
    window = live.stream.window
    if number is None:
        if part is not None:
            return BAD_REQUEST
        if not await live.until(lambda: bool(window.segments), seconds=WAIT_SECONDS):
            return NOT_YET
        return responses.playlist(live.playlist(skip=skip))
    wanted, wanted_part = int(number), None if part is None else int(part)
    newest = window.next_number - 1
    if wanted > newest + FURTHEST_AHEAD_SEGMENTS:
        return BAD_REQUEST
    if not await live.until(lambda: window.has(wanted, wanted_part), seconds=WAIT_SECONDS):
        return NOT_YET
    return responses.playlist(live.playlist(skip=skip), cache=BLOCKED_CACHE)


async def part(room_id: int, query: dict[str, str], number: int, index: int) -> Response:
    """A part that was hinted at is waited for."""
    live = _watched(room_id)
    if live is None:
        return NOT_FOUND
    window = live.stream.window
    if (number, index) == window.hint():
        await live.until(lambda: window.hint() != (number, index) or window.ended, seconds=WAIT_SECONDS)
        if (number, index) == window.hint() and not window.ended:
            return NOT_YET
    segment = window.segment(number)
    if segment is None or index >= len(segment.parts):
        return NOT_FOUND
    return responses.media(segment.parts[index].data)


async def segment(room_id: int, query: dict[str, str], number: int) -> Response:
    live = _watched(room_id)
    found = live.stream.window.segment(number) if live else None
    return responses.media(found.data) if found and found.complete else NOT_FOUND


async def init_section(room_id: int, query: dict[str, str], number: int) -> Response:
    live = _watched(room_id)
    init = live.stream.window.inits.get(number) if live else None
    return responses.media(init.data) if init else NOT_FOUND


async def state(room_id: int, query: dict[str, str]) -> Response:
    """`{"state": "waiting|live|paused|ended", "replay": bool}`. `?not=<state>` waits a little for another one."""
    live = _watched(room_id)
    if live is not None:
        await live.until(lambda: live.state != query.get("not", ""), seconds=WAIT_SECONDS)
    if live is not None and live.state != StreamState.ENDED:
        answer: dict[str, str | bool] = {"state": live.state, "replay": False}
    else:
        video = await video_of(room_id)
        over = live is not None or (video is not None and video.is_over)
        answer = {
            "state": StreamState.ENDED if over else StreamState.WAITING,
            "replay": video is not None and video.is_over and video.has_replay,
        }
    return Response(200, json.dumps(answer).encode(), "application/json", FRESH)


async def cover(room_id: int, query: dict[str, str]) -> Response:
    """Asking for a still does not count as watching: a list of rooms must not keep their loops running."""
    live = stream_of(room_id)
    jpeg = await cover_of(live) if live else None
    return Response(200, jpeg, "image/jpeg", "public, max-age=5") if jpeg else NOT_FOUND
