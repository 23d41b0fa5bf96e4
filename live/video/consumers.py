"""The socket of a host's camera: authorise, hand on what comes, and say how it arrives."""

import asyncio
import contextlib
import json
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer

from accounts.queries import is_signed_in
from live.hub.backends.base import BackendAway
from live.hub.hub import get_hub
from live.rooms.models import Room
from live.video.hub import LiveStream, end_stream, open_stream
from live.video.packager.errors import BadMedia
from live.video.packager.ingest import read_message
from live.video.packager.samples import MICROSECONDS, AudioChunk, VideoChunk
from live.video.permissions import CloseCode, why_not_publish

HEALTH_SECONDS = 1
PERMISSION_CHECK_EVERY = 5
"""In health messages. The room may end, or the publisher lose its place in the crew, while the socket stays open."""
REASONS = {
    CloseCode.NOT_ALLOWED: "Only the host and the crew may publish.",
    CloseCode.NO_SUCH_ROOM: "There is no such room.",
    CloseCode.TAKEN: "Somebody else is publishing in this room.",
    CloseCode.ROOM_ENDED: "The room has ended.",
    CloseCode.NOT_OPEN_YET: "The room is not open yet.",
}


class PublishConsumer(AsyncWebsocketConsumer):
    live: LiveStream | None = None
    health: asyncio.Task[None] | None = None
    received_bytes = 0
    shortest_way: float | None = None
    delay_ms = 0

    async def connect(self) -> None:
        await self.accept()
        self.room_id = self.scope["url_route"]["kwargs"]["room_id"]
        if (refused := await self._refused()) is not None:
            return await self._close(refused)
        self.user_id = self.scope["user"].pk
        live = open_stream(self.room_id)
        if not live.claim(self):
            return await self._close(CloseCode.TAKEN)
        self.live = live
        with contextlib.suppress(BackendAway):  # the camera needs no Redis: it is asked every few seconds anyway
            await get_hub().logins.add(user_id=self.user_id, look_again=self.look_again)
        self.health = asyncio.create_task(self._report_health())
        return None

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if self.live is None or self.live.publisher is not self:
            return
        try:
            if bytes_data is None:
                raise BadMedia("Media comes in binary messages.")
            item = read_message(bytes_data)
            self.received_bytes += len(bytes_data)
            if isinstance(item, VideoChunk | AudioChunk):
                self._measure(item.timestamp)
            self.live.feed([item])
        except BadMedia as refusal:
            await self._leave()
            await self.close(code=CloseCode.BAD_MEDIA, reason=str(refusal))

    async def disconnect(self, code: int) -> None:
        await self._leave()

    async def look_again(self) -> None:
        """A login of the publisher has just ended: perhaps the one that opened this socket."""
        if self.live is not None and (refused := await self._refused()) is not None:
            await self._leave()
            await self._close(refused)

    async def give_way(self) -> None:
        """Somebody took over, or the room has ended."""
        ended = self.live is not None and self.live.stream.window.ended
        await self._leave()
        await self._close(CloseCode.ROOM_ENDED if ended else CloseCode.TAKEN)

    async def _leave(self) -> None:
        if self.live is not None:
            self.live.release(self)
            self.live = None
            get_hub().logins.remove(user_id=self.user_id, look_again=self.look_again)
        if self.health is not None and self.health is not asyncio.current_task():
            self.health.cancel()

    async def _close(self, code: CloseCode) -> None:
        await self.close(code=code, reason=REASONS[code])

    def _measure(self, timestamp: int) -> None:
        """How much longer this chunk was under way than the quickest one so far: the queue on the way here."""
        way = asyncio.get_running_loop().time() - timestamp / MICROSECONDS
        self.shortest_way = way if self.shortest_way is None else min(self.shortest_way, way)
        self.delay_ms = round((way - self.shortest_way) * 1000)

    async def _report_health(self) -> None:
        checks = 0
        while self.live is not None:
            await asyncio.sleep(HEALTH_SECONDS)
            report = {
                "type": "health",
                "received_bytes": self.received_bytes,
                "dropped": self.live.stream.dropped if self.live else 0,
                "delay_ms": self.delay_ms,
                "kept": self.live is None or self.live.is_kept,
            }
            await self.send(text_data=json.dumps(report))
            checks += 1
            if checks % PERMISSION_CHECK_EVERY == 0 and (refused := await self._refused()) is not None:
                if refused == CloseCode.ROOM_ENDED:
                    end_stream(self.room_id)
                await self._leave()
                await self._close(refused)

    async def _refused(self) -> CloseCode | None:
        return await database_sync_to_async(_why_not_publish, thread_sensitive=False)(
            self.scope["user"], self.room_id, getattr(self.scope.get("session"), "session_key", None) or ""
        )


def _why_not_publish(user: Any, room_id: int, session_key: str) -> CloseCode | None:
    if user.is_authenticated and not is_signed_in(user_id=user.pk, session_key=session_key):
        return CloseCode.NOT_ALLOWED
    room = Room.objects.select_related("organization").filter(pk=room_id).first()
    return why_not_publish(user, room)
