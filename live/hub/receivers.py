from accounts.events import LoginsEnded
from core.events import subscribe
from live.hub.broadcast import send_frame
from live.hub.logins import LOGINS_TOPIC, LoginsChanged


@subscribe(LoginsEnded)
def look_at_their_sockets(event: LoginsEnded) -> None:
    send_frame(topic=LOGINS_TOPIC, frame=LoginsChanged(user_id=event.user_id))
