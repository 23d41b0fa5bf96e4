from core.events import subscribe
from live.rooms.events import RoomOpened
from notifications import tasks


@subscribe(RoomOpened)
def tell_followers(event: RoomOpened) -> None:
    tasks.tell_followers_of_opening.delay(event.event_id, event.room_id, event.organization_id)
