"""The door to everyone who listens: `send_frame(topic=room_topic(room.pk), frame=StockLeft(free=3))`."""

from live.hub.backends import get_backend
from live.hub.backends.base import Position
from live.hub.encoding import encode_body
from live.hub.protocol import Frame


def room_topic(room_id: int) -> str:
    return f"room.{room_id}"


def user_topic(user_id: int) -> str:
    return f"user.{user_id}"


def send_frame(*, topic: str, frame: Frame) -> Position:
    """Give the frame its number and hand it to every socket of the topic, in this process and in all others.

    Synchronous and safe from any thread; call it after commit, from receivers. Raises what the backend raises (a Redis
    that is away), so that the event is delivered again.
    """
    return get_backend().publish(topic=topic, type=frame.type, weight=frame.weight, body=encode_body(frame))


def position_of(*, topic: str) -> Position:
    """Where the topic stands. Read it before the state that a page shows, and let the page's socket go on from it."""
    return get_backend().position(topic=topic)
