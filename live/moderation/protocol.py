from dataclasses import dataclass
from typing import ClassVar

from live.hub.protocol import Frame, frame


@frame
@dataclass(frozen=True, kw_only=True)
class ChatMessageDeleted(Frame):
    """A moderator took a message away: every browser removes it."""

    type: ClassVar[str] = "room.chat_deleted"
    message_id: int
