"""Who may watch. Rooms are public in so far as they are open or over; private rooms will ask here."""

import time

from channels.db import database_sync_to_async

from live.video.asgi.responses import Scope
from live.video.hub import stream_of
from live.video.queries import RoomVideo, room_video

REMEMBERED_SECONDS = 2
MAX_REMEMBERED = 1000

_remembered: dict[int, tuple[float, RoomVideo | None]] = {}


async def may_watch(scope: Scope, room_id: int) -> bool:
    """A stream exists only while its room is open, so that a viewer of one costs no query."""
    if stream_of(room_id) is not None:
        return True
    video = await video_of(room_id)
    return video is not None and (video.is_open or video.is_over)


async def video_of(room_id: int) -> RoomVideo | None:
    """What the database says of the room, asked every two seconds at most."""
    asked_at, video = _remembered.get(room_id, (float("-inf"), None))
    if time.monotonic() - asked_at > REMEMBERED_SECONDS:
        if len(_remembered) >= MAX_REMEMBERED:
            _remembered.clear()
        video = await database_sync_to_async(room_video, thread_sensitive=False)(room_id=room_id)
        _remembered[room_id] = (time.monotonic(), video)
    return video


def forget_rooms() -> None:
    """For tests, and for whoever changed a room and cannot wait two seconds."""
    _remembered.clear()
