from core.events import subscribe
from live.hub.broadcast import room_topic, send_frame
from live.moderation.events import MessageDeleted
from live.moderation.protocol import ChatMessageDeleted


@subscribe(MessageDeleted)
def hide_message(event: MessageDeleted) -> None:
    send_frame(topic=room_topic(event.room_id), frame=ChatMessageDeleted(message_id=event.message_id))
