from dataclasses import dataclass
from typing import ClassVar

from live.hub.protocol import Frame, Weight, frame


@frame
@dataclass(frozen=True, kw_only=True)
class NotificationArrived(Frame):
    """To one person: something new under the bell. The page asks for the list itself, in its own language."""

    type: ClassVar[str] = "me.notification"
    weight: ClassVar[Weight] = Weight.MUST

    notification_id: int
    unread: int
