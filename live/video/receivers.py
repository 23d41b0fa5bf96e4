from core.events import subscribe
from live.rooms.events import RoomEnded
from live.video.hub import end_stream
from live.video.services.recordings import end_recordings


@subscribe(RoomEnded)
def end_picture(event: RoomEnded) -> None:
    """The stream ends its recording itself; where this process has none, earlier ones may still wait for an end."""
    if not end_stream(event.room_id):
        end_recordings(room_id=event.room_id)
