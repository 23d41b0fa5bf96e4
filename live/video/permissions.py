"""What a publisher is told when it may not publish."""

from enum import IntEnum
from typing import Any

from live.rooms.models import Room
from live.rooms.permissions import can_publish, can_run
from live.rooms.states import RoomState


class CloseCode(IntEnum):
    """Codes of the publishing socket; `static/js/elements/live-publisher.js` knows them too."""

    BAD_MEDIA = 4400
    NOT_ALLOWED = 4403
    NO_SUCH_ROOM = 4404
    TAKEN = 4409
    ROOM_ENDED = 4410
    NOT_OPEN_YET = 4425


def why_not_publish(user: Any, room: Room | None) -> CloseCode | None:
    """None where the user may publish into the room now. A stranger learns no more than that it is not for them."""
    if not user.is_authenticated or (room is not None and not can_run(user, room)):
        return CloseCode.NOT_ALLOWED
    if room is None:
        return CloseCode.NO_SUCH_ROOM
    if can_publish(user, room):
        return None
    return CloseCode.NOT_OPEN_YET if room.state == RoomState.SCHEDULED else CloseCode.ROOM_ENDED
