"""One browser's connection: a cursor into the topic and a bounded queue of its own."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator
from dataclasses import dataclass, field
from types import coroutine
from typing import Any

from live.hub.backends.base import History, Message, Position
from live.hub.encoding import encode_control
from live.hub.protocol import Dropped, Frame, Reload, Weight, Welcome
from live.hub.tally import TALLY

QUEUE_FRAMES = 256
LONGEST_DROPPED_LIST = 1000
CLOSE_RESUME = 4408  # "you read too slowly: connect again and go on from your number"

type Event = dict[str, Any]
type Send = Callable[[Event], Coroutine[Any, Any, None]]


@dataclass(slots=True)
class Queued:
    weight: Weight
    type: str
    seq: int
    event: Event


@dataclass(slots=True)
class DroppedMarker:
    seqs: list[int] = field(default_factory=list)


class Socket:
    """Never makes its topic wait: what cannot be written at once goes to a queue that one task empties."""

    __slots__ = (
        "_closing",
        "_on_stuck",
        "_queue",
        "_send",
        "_writer",
        "closed",
        "counted",
        "held",
        "person",
        "seen_at",
        "seq",
    )

    def __init__(
        self,
        send: Send,
        *,
        on_stuck: Callable[[int], Awaitable[None]],
        person: str = "",
        counted: bool = True,
        now: float = 0.0,
    ) -> None:
        self._send = send
        self._on_stuck = on_stuck
        self._queue: deque[Queued | DroppedMarker] = deque()
        self._writer: asyncio.Task[None] | None = None
        self.person = person
        self.counted = counted
        self.seen_at = now
        self.seq = 0
        self.held: list[Message | Position] | None = []  # until `start`: what comes while the history is read
        self.closed = False

    def start(self, history: History, *, resuming: bool) -> None:
        """Say where the topic stands, hand over what was missed, then what came meanwhile. Nothing twice."""
        held, self.held = self.held or [], None
        epoch = history.position.epoch
        if resuming and history.missed is None:
            self.restart(history.position)
        else:
            self.tell(Welcome(epoch=epoch, seq=history.position.seq))
            for message in history.missed or []:
                self._push(message, event_of(message))
            self.seq = history.position.seq
        for item in held:
            if isinstance(item, Position):
                if item.epoch != epoch or item.seq > self.seq:
                    epoch = item.epoch
                    self.restart(item)
            elif item.epoch == epoch:
                self.deliver(item, event_of(item))

    def restart(self, position: Position) -> None:
        """The numbers began again, or the history is too short: the browser has to fetch the state."""
        if self.held is not None:
            self.held.append(position)
            return
        self.seq = position.seq
        self.tell(Reload(epoch=position.epoch, seq=position.seq))

    def deliver(self, message: Message, event: Event) -> None:
        if self.held is not None:
            self.held.append(message)
        elif message.weight is Weight.MAY:
            if message.seq >= self.seq:
                self._push(message, event)
        elif message.seq > self.seq:
            self.seq = message.seq
            self._push(message, event)

    def tell(self, frame: Frame) -> None:
        """A frame for this browser alone."""
        event = {"type": "websocket.send", "text": encode_control(frame)}
        self._push(Message("", self.seq, Weight.MUST, frame.type, ""), event)

    def close(self) -> None:
        self.closed = True
        self._queue.clear()
        if self._writer is not None:
            self._writer.cancel()

    def _push(self, message: Message, event: Event) -> None:
        if self.closed:
            return
        if self._writer is None:
            self._write_now(event)
        else:
            self._enqueue(Queued(message.weight, message.type, message.seq, event))

    def _write_now(self, event: Event) -> None:
        """Run the server's send up to its first wait. A socket that can take the frame never needs a task."""
        TALLY.delivered += 1
        sending = self._send(event)
        try:
            waiting_for = sending.send(None)
        except StopIteration:
            return
        except Exception:  # the browser is gone; its disconnect is on the way
            self.close()
            return
        self._writer = asyncio.get_running_loop().create_task(self._drain(sending, waiting_for))

    async def _drain(self, sending: Coroutine[Any, Any, None], waiting_for: Any) -> None:
        try:
            await _go_on(sending, waiting_for)
            while self._queue:
                queued = self._queue.popleft()
                TALLY.delivered += 1
                await self._send(queued.event if isinstance(queued, Queued) else _marker_event(queued))
        except Exception:
            self.close()
        finally:
            self._writer = None

    def _enqueue(self, new: Queued) -> None:
        if new.weight is Weight.MAY:
            for index, queued in enumerate(self._queue):
                if isinstance(queued, Queued) and queued.weight is Weight.MAY and queued.type == new.type:
                    self._queue[index] = new
                    return
        if len(self._queue) < QUEUE_FRAMES:
            self._queue.append(new)
        elif new.weight is not Weight.MAY:
            self._make_room_for(new)

    def _make_room_for(self, new: Queued) -> None:
        kept: deque[Queued | DroppedMarker] = deque()
        marker = next((queued for queued in self._queue if isinstance(queued, DroppedMarker)), None)
        is_placed = marker is not None
        marker = marker or DroppedMarker()
        for queued in (*self._queue, new):
            if isinstance(queued, Queued) and queued.weight is not Weight.MUST:
                if not is_placed:
                    kept.append(marker)
                    is_placed = True
                TALLY.dropped += 1
                if queued.weight is Weight.SHOULD:
                    marker.seqs.append(queued.seq)
            else:
                kept.append(queued)
        self._queue = kept
        if len(kept) > QUEUE_FRAMES or len(marker.seqs) > LONGEST_DROPPED_LIST:
            self._give_up()

    def _give_up(self) -> None:
        TALLY.closed += 1
        self.close()
        self._closing = asyncio.ensure_future(self._on_stuck(CLOSE_RESUME))


def event_of(message: Message) -> Event:
    return {"type": "websocket.send", "text": message.text}


def _marker_event(marker: DroppedMarker) -> Event:
    return {"type": "websocket.send", "text": encode_control(Dropped(seqs=marker.seqs))}


@coroutine
def _go_on(sending: Coroutine[Any, Any, None], waiting_for: Any) -> Generator[Any, Any, None]:
    """Finish, inside a task, a coroutine that `_write_now` began outside of one."""
    try:
        yield waiting_for
    except BaseException:
        sending.close()
        raise
    yield from sending
