from dataclasses import dataclass
from typing import ClassVar

from live.hub.protocol import Frame, Weight, frame


@frame
@dataclass(frozen=True, kw_only=True)
class ChatMessage(Frame):
    """Somebody wrote. `body` is plain text. `is_host` is true for the host and the crew."""

    type: ClassVar[str] = "room.chat"
    weight: ClassVar[Weight] = Weight.SHOULD
    message_id: int
    author_id: int
    author: str
    is_host: bool
    body: str
