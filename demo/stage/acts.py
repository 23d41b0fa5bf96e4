"""What scripted people do in a room, through the same services as everybody. Runs in the stage's thread."""

from __future__ import annotations

import random
import uuid
from functools import cached_property

from accounts.models import User
from demo.content.chat import HOST, SCRIPTS, Line
from demo.stage.counter import Counter
from demo.stage.rooms import StagedRoom
from demo.stage.stall import Stall
from live.chat.models import Message
from live.chat.services.messages import post_message
from live.rooms.models import Room

MESSAGES_KEPT = 200
TRIMMED_EVERY_MESSAGES = 20


class Acts:
    def __init__(self, room: StagedRoom) -> None:
        self.staged = room
        self._script: list[Line] = SCRIPTS.get(room.content.key, [])
        self._next_line = random.randrange(len(self._script)) if self._script else 0
        self._said = 0

    @cached_property
    def _people(self) -> dict[str, User]:
        people = {key: self.staged.viewers[key] for key in self.staged.viewers} | {HOST: self.staged.host_id}
        users = User.objects.in_bulk(list(people.values()))
        return {key: users[pk] for key, pk in people.items() if pk in users}

    @cached_property
    def _place(self) -> Stall | Counter:
        """Where goods are sold, or where questions about work are answered."""
        kind = Stall if self.staged.content.kind == "sale" else Counter
        return kind(self.staged, self._people)

    def chores(self, *, host_is_scripted: bool, has_company: bool) -> None:
        """Once a minute, watched or not: what a newcomer should find in order."""
        if host_is_scripted:
            self._place.tidy(has_company=has_company)

    def do_something(self, *, host_is_scripted: bool, has_company: bool) -> None:
        self._place.do_something(host_is_scripted=host_is_scripted)

    def talk(self, *, host_is_scripted: bool, has_company: bool) -> None:
        line = self._line(host_is_scripted=host_is_scripted)
        if line is None:
            return
        who, words = line
        post_message(
            room=Room(pk=self.staged.room_id),
            author=self._people[who],
            body=words,
            client_id=f"demo-{uuid.uuid4().hex}",
        )
        self._said += 1
        if self._said % TRIMMED_EVERY_MESSAGES == 0:
            self.trim()

    def _line(self, *, host_is_scripted: bool) -> Line | None:
        for _attempt in self._script:
            line = self._script[self._next_line]
            self._next_line = (self._next_line + 1) % len(self._script)
            if line[0] in self._people and (host_is_scripted or line[0] != HOST):
                return line
        return None

    def trim(self) -> None:
        """The script goes round for ever; its words do not stay for ever. What real people wrote is never touched."""
        scripted = Message.objects.filter(
            room=self.staged.room_id, client_id__startswith="demo-", deleted_at__isnull=True
        ).order_by("-pk")
        oldest_kept = scripted.values_list("pk", flat=True)[MESSAGES_KEPT - 1 : MESSAGES_KEPT].first()
        if oldest_kept is not None:
            scripted.filter(pk__lt=oldest_kept).delete()
