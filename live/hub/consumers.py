"""A socket that listens to one topic. Subclasses say which, and who may."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.utils.translation import gettext as _

from accounts.queries import is_signed_in
from core.errors import Refused
from live.hub.backends.base import BackendAway, Position
from live.hub.hub import get_hub
from live.hub.inbox import Said, carry_out, is_light, parse
from live.hub.protocol import Ack, Error, Pong
from live.hub.sockets import Socket

CLOSE_NOT_FOUND = 4404
CLOSE_SIGNED_OUT = 4401  # the browser comes back, as whoever it is now
CLOSE_TRY_LATER = 4503
SIGNED_IN_FOR_SECONDS = 60
"""How long pings and likes take for granted that the person is still signed in; anything else asks each time."""


@dataclass(frozen=True, kw_only=True)
class Seat:
    """What a socket was let into. A `person` is counted once; `subject` is the number of what the socket is about."""

    topic: str
    subject: int = 0
    person: str = ""
    counted: bool = True


class TopicConsumer(AsyncWebsocketConsumer):
    socket: Socket | None = None
    signed_in_at = 0.0

    async def authorise(self) -> Seat | None:
        """Where this socket may sit, or None to turn it away. `self.scope["user"]` is who asks. Each subclass says it."""
        raise NotImplementedError

    async def connect(self) -> None:
        seat = await self.authorise()
        await self.accept()  # a refused handshake has no code that a browser could read
        if seat is None:
            await self.close(CLOSE_NOT_FOUND)
            return
        self.seat, self.signed_in_at = seat, time.monotonic()
        person = seat.person or self._unnamed_person()
        self.socket = Socket(
            self.base_send, on_stuck=self.close, person=person, counted=seat.counted, now=time.monotonic()
        )
        try:
            if self.scope["user"].is_authenticated:
                await get_hub().logins.add(user_id=self.scope["user"].pk, look_again=self.look_again)
            await get_hub().join(topic=seat.topic, socket=self.socket, since=self._since())
        except BackendAway:
            await self.close(CLOSE_TRY_LATER)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        socket = self.socket  # `look_again` may take it away meanwhile
        if socket is None:
            return
        socket.seen_at = time.monotonic()
        said = Said(type="", client_id="", data={})
        try:
            said = parse(text_data)
            if not await self._is_still_signed_in(said):
                await self._sign_out(said)
                return
            if said.type == "ping":
                socket.tell(Pong())
                return
            result = await carry_out(said, user=self.scope["user"], subject=self.seat.subject)
            socket.tell(Ack(client_id=said.client_id, result=result))
        except Refused as refusal:
            socket.tell(Error(client_id=said.client_id, message=str(refusal)))

    async def disconnect(self, code: int) -> None:
        await self._leave()

    async def look_again(self) -> None:
        """A login of this person has just ended: perhaps the one that opened this socket."""
        if not await self._has_login():
            await self._sign_out(Said(type="", client_id="", data={}))

    async def _is_still_signed_in(self, said: Said) -> bool:
        """A socket is opened once and may stay for hours: meanwhile its person may be shut out or sign out elsewhere."""
        user, now = self.scope["user"], time.monotonic()
        if not user.is_authenticated or (is_light(said) and now - self.signed_in_at < SIGNED_IN_FOR_SECONDS):
            return True
        self.signed_in_at = now
        return await self._has_login()

    async def _has_login(self) -> bool:
        key = getattr(self.scope.get("session"), "session_key", None) or ""
        return await database_sync_to_async(is_signed_in)(user_id=self.scope["user"].pk, session_key=key)

    async def _sign_out(self, said: Said) -> None:
        if self.socket is None:
            return
        sentence = _("You are signed out. Log in again to take part.")
        self.socket.tell(Error(client_id=said.client_id, message=sentence))
        await self._leave()
        await self.close(CLOSE_SIGNED_OUT)

    async def _leave(self) -> None:
        if self.socket is None:
            return
        socket, self.socket = self.socket, None
        if self.scope["user"].is_authenticated:
            get_hub().logins.remove(user_id=self.scope["user"].pk, look_again=self.look_again)
        await get_hub().leave(topic=self.seat.topic, socket=socket)

    def _since(self) -> Position | None:
        query = parse_qs(self.scope["query_string"].decode("ascii", "replace"))
        epoch, since = query.get("epoch", [""])[0], query.get("since", [""])[0]
        return Position(epoch, int(since)) if since.isdecimal() and since.isascii() and len(since) < 16 else None

    def _unnamed_person(self) -> str:
        session: Any = self.scope.get("session")
        key = getattr(session, "session_key", None)
        return f"session:{key}" if key else f"socket:{id(self)}"
