"""`python -m benchmarks.rooms hub|group_send PORT`: a room open to all; GET /publish/<n> sends n frames to it."""

import asyncio
import sys
from dataclasses import dataclass
from typing import Any, ClassVar

import django
import uvicorn

django.setup()

from channels.generic.websocket import AsyncJsonWebsocketConsumer  # noqa: E402
from channels.layers import InMemoryChannelLayer, channel_layers  # noqa: E402

from live.hub.broadcast import send_frame  # noqa: E402
from live.hub.consumers import Seat, TopicConsumer  # noqa: E402
from live.hub.protocol import Frame  # noqa: E402

TOPIC = "room.benchmark"


@dataclass(frozen=True, kw_only=True)
class Tick(Frame):
    type: ClassVar[str] = "bench.tick"
    number: int
    text: str = "a message of the usual length, as people write them in a room"


class HubRoom(TopicConsumer):
    async def authorise(self) -> Seat:
        return Seat(topic=TOPIC)


class GroupRoom(AsyncJsonWebsocketConsumer):
    groups = [TOPIC]

    async def tick(self, event: dict[str, Any]) -> None:
        await self.send_json(event["frame"])


async def publish_by_hub(frames: int) -> None:
    for number in range(frames):
        await asyncio.to_thread(send_frame, topic=TOPIC, frame=Tick(number=number))


async def publish_by_group(frames: int) -> None:
    layer = channel_layers["default"]
    for number in range(frames):
        data = Tick(number=number).data()
        await layer.group_send(TOPIC, {"type": "tick", "frame": {"type": Tick.type, "seq": number, "data": data}})


class Room:
    def __init__(self, consumer: Any, publish: Any) -> None:
        self.consumer = consumer.as_asgi()
        self.publish = publish

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "websocket":
            await self.consumer(scope, receive, send)
            return
        await self.publish(int(scope["path"].rpartition("/")[2]))
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body"})


if __name__ == "__main__":
    if sys.argv[1] == "hub":
        room = Room(HubRoom, publish_by_hub)
    else:
        channel_layers.set("default", InMemoryChannelLayer(capacity=10_000))
        room = Room(GroupRoom, publish_by_group)
    uvicorn.run(
        room, port=int(sys.argv[2]), log_config=None, access_log=False, ws_per_message_deflate=False, lifespan="off"
    )
