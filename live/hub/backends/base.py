"""What a backend keeps for every topic: a number, an epoch, and the last frames. Two make one interface."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from live.hub.protocol import Weight

FRAMES_KEPT = 1000
KEPT_FOR_SECONDS = 300
TOPIC_FORGOTTEN_AFTER_SECONDS = 3600
PRESENCE_SECONDS = 60


class BackendAway(ConnectionError):
    """The backend does not answer right now; it is worth trying again."""


class Position(NamedTuple):
    """A point in a topic's history. A new epoch means that numbers started again and older ones say nothing."""

    epoch: str
    seq: int


class Message(NamedTuple):
    """A frame that has its number. `may` frames carry the number of the frame before them."""

    epoch: str
    seq: int
    weight: Weight
    type: str
    text: str


class History(NamedTuple):
    """`missed` is what came after a position, oldest first, or None when that is no longer known."""

    position: Position
    missed: list[Message] | None


class Feed(Protocol):
    """The listening side, for one event loop. `receive(topic, message)` is called on that loop, in order.

    `resumed(topic)` is called when frames may have been lost on the way (the connection was made anew).
    """

    async def subscribe(self, topic: str) -> None: ...

    async def unsubscribe(self, topic: str) -> None: ...

    async def history(self, topic: str, since: Position | None) -> History: ...

    async def close(self) -> None: ...


type Receive = Callable[[str, Message], None]
type Resumed = Callable[[str], None]


class Backend(Protocol):
    """The sending side: synchronous, one for the process, safe from any thread."""

    def publish(self, *, topic: str, type: str, weight: Weight, body: bytes) -> Position: ...

    def position(self, *, topic: str) -> Position: ...

    def claim(self, *, name: str, seconds: float) -> bool:
        """True for one caller in every `seconds`, over all processes."""
        ...

    def report_presence(self, *, topic: str, process: str, people: int) -> int:
        """Say how many people this process has in the topic; answers how many there are in all."""
        ...

    def presence(self, *, topics: list[str]) -> list[int]: ...

    def feed(self, *, receive: Receive, resumed: Resumed) -> Feed: ...
