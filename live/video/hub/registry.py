"""Which rooms have a stream in this process."""

import asyncio

from live.video.hub.recorder import Recorder
from live.video.hub.streams import LiveStream

KEPT_AFTER_END_SECONDS = 30
"""Long enough for every viewer to learn from the playlist that the room has ended."""

_streams: dict[int, LiveStream] = {}


def stream_of(room_id: int) -> LiveStream | None:
    live = _streams.get(room_id)
    return None if live is None or live.loop.is_closed() else live


def running_streams() -> int:
    return sum(1 for live in list(_streams.values()) if not live.stream.window.ended)


def open_stream(room_id: int, *, record: bool = True) -> LiveStream:
    """The room's stream, made at the first call. Without `record` nothing of it is kept (demo loops)."""
    live = _streams.get(room_id)
    if live is None or live.stream.window.ended or live.loop is not asyncio.get_running_loop():
        live = LiveStream(room_id, recorder=Recorder(room_id) if record else None)
        _streams[room_id] = live
    elif record and live.recorder is None:
        live.recorder = Recorder(room_id)  # a real camera takes over from a loop: from here on it is kept
    return live


def end_stream(room_id: int) -> bool:
    """The room has ended. May be called from any thread, and twice. False where this process has no stream of it."""
    live = _streams.get(room_id)
    if live is None or live.loop.is_closed():
        return False
    live.loop.call_soon_threadsafe(_end, live)
    return True


def forget_stream(room_id: int) -> None:
    _streams.pop(room_id, None)


def _end(live: LiveStream) -> None:
    live.finish()
    if live.publisher is not None:
        live.loop.create_task(live.publisher.give_way())
    live.loop.call_later(KEPT_AFTER_END_SECONDS, _forget, live)


def _forget(live: LiveStream) -> None:
    if _streams.get(live.room_id) is live:
        del _streams[live.room_id]


async def save_streams() -> None:
    """The process is about to stop: everything on air is written down. Rooms stay open for whoever comes after."""
    for live in _streams.values():
        live.begin()
    recorders = [live.recorder for live in _streams.values() if live.recorder]
    for recorder in recorders:
        recorder.finish()
    for recorder in recorders:
        await recorder.wait()
