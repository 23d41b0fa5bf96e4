from live.rooms.services.life import cancel_room, end_room, open_room, publish_replay, schedule_room
from live.rooms.services.likes import like, like_now, write_likes

__all__ = ["cancel_room", "end_room", "like", "like_now", "open_room", "publish_replay", "schedule_room", "write_likes"]
