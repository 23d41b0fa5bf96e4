from core.events import subscribe
from live.hub.broadcast import room_topic, send_frame
from live.rooms.events import ReplayPublished, RoomCancelled, RoomEnded, RoomOpened
from live.rooms.protocol import RoomStateChanged
from live.rooms.states import RoomState


@subscribe(RoomOpened)
def tell_opened(event: RoomOpened) -> None:
    _tell(event.room_id, RoomState.OPEN)


@subscribe(RoomEnded)
def tell_ended(event: RoomEnded) -> None:
    _tell(event.room_id, RoomState.ENDED)


@subscribe(RoomCancelled)
def tell_cancelled(event: RoomCancelled) -> None:
    _tell(event.room_id, RoomState.CANCELLED)


@subscribe(ReplayPublished)
def tell_replay(event: ReplayPublished) -> None:
    _tell(event.room_id, RoomState.REPLAY)


def _tell(room_id: int, state: RoomState) -> None:
    send_frame(topic=room_topic(room_id), frame=RoomStateChanged(room_id=room_id, state=state.value))
