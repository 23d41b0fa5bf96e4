"""Sessions on the employer's face and on its desk."""

from __future__ import annotations

from typing import Any

from live.rooms.models import Room
from live.rooms.queries import room_cards, rooms_run_by
from live.rooms.states import RoomState
from recruiting.employers.kinds import DeskPanel, FacePanel
from recruiting.employers.models import Employer
from recruiting.recruitment_sessions.services.sessions import KIND

SESSIONS_SHOWN = 5
SHOWN_STATES = [RoomState.OPEN, RoomState.SCHEDULED, RoomState.REPLAY]


class FaceSessions(FacePanel):
    template_name = "recruiting/recruitment_sessions/_face_panel.html"
    position = 5

    def context(self, *, employer: Employer, user: Any) -> dict[str, Any]:
        rooms = Room.objects.filter(organization_id=employer.pk, kind=KIND, state__in=SHOWN_STATES)
        cards = room_cards(rooms=rooms.order_by("-starts_at"), limit=SESSIONS_SHOWN)
        return {"cards": cards} if cards else {}


class DeskSessions(DeskPanel):
    template_name = "recruiting/recruitment_sessions/_desk_panel.html"
    position = 30

    def context(self, *, user: Any) -> dict[str, Any]:
        rooms = rooms_run_by(user=user).filter(kind=KIND).order_by("-starts_at")[:SESSIONS_SHOWN]
        return {"rooms": list(rooms)}
