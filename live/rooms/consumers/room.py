from __future__ import annotations

from typing import Any

from channels.db import database_sync_to_async

from live.hub.broadcast import room_topic
from live.hub.consumers import Seat, TopicConsumer
from live.hub.inbox import client_message
from live.rooms.consumers.pulse import start_pulse
from live.rooms.models import Room
from live.rooms.permissions import can_run
from live.rooms.services import like


class RoomConsumer(TopicConsumer):
    """A browser in a room. Everyone may listen; those who run the room are not counted as watching it."""

    async def authorise(self) -> Seat | None:
        start_pulse()
        return await self._seat(self.scope["url_route"]["kwargs"]["room_id"], self.scope["user"])

    @database_sync_to_async
    def _seat(self, room_id: int, user: Any) -> Seat | None:
        room = Room.objects.select_related("organization").filter(pk=room_id).first()
        if room is None:
            return None
        person = f"user:{user.pk}" if user.is_authenticated else ""
        return Seat(topic=room_topic(room.pk), subject=room.pk, person=person, counted=not can_run(user, room))


@client_message("room.like", fields={"count": "1 to 10"}, per_second=2, burst=10, is_async=True)
async def count_like(*, user: Any, subject: int, client_id: str, data: dict[str, Any]) -> dict[str, Any]:
    count = data.get("count", 1)
    like(room_id=subject, count=count if isinstance(count, int) else 1)
    return {}
