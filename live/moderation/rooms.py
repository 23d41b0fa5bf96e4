"""The moderators' menu on every line of the chat."""

from typing import Any

from accounts.permissions import can_manage
from live.moderation.forms import MINUTES, REASONS
from live.rooms.kinds import RoomPart
from live.rooms.models import Room
from live.rooms.states import RoomRole


class ModerationPart(RoomPart):
    def context(self, *, user: Any, room: Room, role: RoomRole) -> dict[str, Any]:
        if role == RoomRole.VIEWER:
            return {}
        return {
            "menu_template": "live/moderation/_menu.html",
            "moderation_reasons": REASONS,
            "moderation_minutes": MINUTES,
            "may_exclude": can_manage(user, room.organization),
        }
