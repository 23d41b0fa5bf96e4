"""The chat's place on the room page."""

from typing import Any

from accounts.queries import blocked_person_ids, exclusions_of
from accounts.services.dealings import exclusion_sentence
from live.chat.queries import ChatLine, last_lines, mute_of
from live.rooms.kinds import RoomPart
from live.rooms.models import Room
from live.rooms.states import RoomRole

LINES_OVER_THE_VIDEO = 6
BLANK_LINE = ChatLine(message_id=0, author_id=0, author="", is_host=False, body="")


class ChatPart(RoomPart):
    slots = {"low": "live/chat/_low.html", "bar": "live/chat/_say.html", "panel": "live/chat/_panel.html"}

    def context(self, *, user: Any, room: Room, role: RoomRole) -> dict[str, Any]:
        # Whoever keeps order in the room reads everything.
        hidden = blocked_person_ids(user=user) if role == RoomRole.VIEWER else set()
        lines = last_lines(room=room, hidden=hidden)
        may_be_kept_out = room.is_open and role == RoomRole.VIEWER
        return {
            "chat_lines": lines,
            "low_lines": lines[-LINES_OVER_THE_VIDEO:],
            "blank_line": BLANK_LINE,
            "hidden_authors": ",".join(str(pk) for pk in sorted(hidden)),
            "mute": mute_of(user=user, room=room) if may_be_kept_out else None,
            "excluded": _excluded(user, room) if may_be_kept_out else "",
        }


def _excluded(user: Any, room: Room) -> str:
    """Why this person may not write here, if the organisation blocked them."""
    found = exclusions_of(person=user).filter(organization=room.organization_id).first()
    return exclusion_sentence(exclusion=found, person=user) if found else ""
