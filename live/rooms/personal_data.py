from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.personal_data import Blocker, PersonalData, Row, registry, rows
from live.rooms.models import Room
from live.rooms.states import RoomState


def _hosted(user: User) -> Iterable[Row]:
    return rows(Room.objects.filter(host=user).order_by("pk"), "title", "state", "starts_at", "ended_at")


def _announced(user: User) -> list[Blocker]:
    ahead = Room.objects.filter(host=user, state__in=[RoomState.SCHEDULED, RoomState.OPEN]).order_by("pk")
    sentence = _("You host “{room}”. End it, or ask the others to find another host, first.")
    return [Blocker(sentence.format(room=room), room.get_absolute_url()) for room in ahead]


def register() -> None:
    registry.register(
        PersonalData(
            name="rooms",
            label=gettext_lazy("Live rooms you hosted"),
            models=("rooms.Room",),
            export=_hosted,
            blockers=_announced,
            kept=gettext_lazy(
                "Replays of rooms you hosted: they belong to the farm or employer. Ask them to delete one."
            ),
        )
    )
