"""One topic in one process: the sockets that listen here, and the last number they were given."""

from __future__ import annotations

import asyncio

from live.hub.backends.base import History, Message, Position
from live.hub.protocol import Weight
from live.hub.sockets import Socket, event_of


class Topic:
    def __init__(self, name: str) -> None:
        self.name = name
        self.sockets: set[Socket] = set()
        self.position: Position | None = None
        self.lock = asyncio.Lock()
        self.is_catching_up = False
        self._waiting: list[Message] = []

    def receive(self, message: Message) -> bool:
        """Hand a frame to every socket. False when frames before it are missing: then catch up first."""
        if self.position is None:
            return True  # whoever joins reads this one in its history
        if self.is_catching_up:
            self._waiting.append(message)
            return True
        if message.epoch != self.position.epoch:
            self.restart(Position(message.epoch, message.seq))
            return True
        if message.weight is not Weight.MAY:
            if message.seq <= self.position.seq:
                return True
            if message.seq != self.position.seq + 1:
                self._waiting.append(message)
                return False
            self.position = Position(message.epoch, message.seq)
        self._fan_out(message)
        return True

    def caught_up(self, history: History) -> bool:
        """Go on from what was missed. False when there is a new gap behind it."""
        self.is_catching_up = False
        if history.missed is None:
            self.restart(history.position)
        else:
            for message in history.missed:
                self.receive(message)
        waiting, self._waiting = self._waiting, []
        whole = True
        for message in waiting:
            whole = self.receive(message) and whole
        return whole

    def restart(self, position: Position) -> None:
        self.position = position
        for socket in tuple(self.sockets):
            socket.restart(position)

    def _fan_out(self, message: Message) -> None:
        event = event_of(message)
        for socket in tuple(self.sockets):
            socket.deliver(message, event)
