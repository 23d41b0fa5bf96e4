from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

from demo.content.rooms import REPLAY
from demo.loading.fair import Fair
from demo.loading.pictures import FOLDER
from demo.loading.rooms import build_room
from live.rooms.models import Room
from live.rooms.services import end_room
from live.rooms.states import RoomState
from live.video.hub import LiveStream
from live.video.hub.recorder import Recorder
from live.video.loops import read_loop
from live.video.packager.samples import MICROSECONDS
from live.video.queries import recorded_segments
from live.video.services.recordings import end_recordings

RECORDED_SECONDS = 20


def build(fair: Fair) -> Iterator[None]:
    """A room that was on air: its loop goes through the packager and the recorder like a camera's picture.

    The recorder has a thread of its own, so this is not one transaction: each step looks how far the room has come.
    """
    room = _begun(fair) or build_room(REPLAY, fair)
    fair.remember("replay", "room:replay", room)
    if not recorded_segments(room_id=room.pk).exists():
        asyncio.run(_record(room.pk, FOLDER / "loops" / f"{REPLAY.loop}.mp4"))
    if room.state == RoomState.OPEN:
        room = end_room(room=room, actor=fair.person(REPLAY.host))
    end_recordings(room_id=room.pk)
    yield


def _begun(fair: Fair) -> Room | None:
    rooms = Room.objects.filter(organization=fair.organization(REPLAY.organization)).select_related("organization")
    return next((room for room in rooms if room.title == REPLAY.title), None)


async def _record(room_id: int, path: Path) -> None:
    loop = read_loop(path)
    recorder = Recorder(room_id)
    began = now = time.time() - RECORDED_SECONDS
    live = LiveStream(room_id, recorder=recorder, clock=lambda: now)
    live.begin()
    live.feed([loop.video, *([loop.audio] if loop.audio else [])])
    for second in range(RECORDED_SECONDS):
        now = began + second + 1
        live.feed(loop.between(second * MICROSECONDS, (second + 1) * MICROSECONDS))
    live.finish()
    await recorder.wait()
