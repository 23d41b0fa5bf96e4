from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from demo.content.chat import HOST, SCRIPTS
from demo.content.rooms import ROOMS
from demo.loading.fair import Fair
from live.chat.services.messages import PACE_MESSAGES, post_message


def build(fair: Fair) -> Iterator[None]:
    """The first lines of each script, as many as the writers' pace allows at once."""
    hosts = {room.key: room.host for room in ROOMS}
    for key, script in SCRIPTS.items():
        room = fair.room(key)
        written: Counter[str] = Counter()
        for number, (who, words) in enumerate(script):
            person = hosts[key] if who == HOST else who
            if written[person] == PACE_MESSAGES:
                break
            written[person] += 1
            post_message(room=room, author=fair.person(person), body=words, client_id=f"demo-{key}-{number}")
        yield
