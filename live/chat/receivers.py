from dataclasses import asdict

from core.events import subscribe
from live.chat.events import MessagePosted
from live.chat.models import Message
from live.chat.protocol import ChatMessage
from live.chat.queries import line_of
from live.hub.broadcast import room_topic, send_frame
from live.rooms.queries import crew_ids


@subscribe(MessagePosted)
def show_message(event: MessagePosted) -> None:
    """Everyone sees it, the writer too. A browser that has the message already knows it by its number."""
    message = Message.objects.visible().select_related("author", "room").filter(pk=event.message_id).first()
    if message is not None:
        line = line_of(message=message, crew=crew_ids(room=message.room))
        send_frame(topic=room_topic(event.room_id), frame=ChatMessage(**asdict(line)))
