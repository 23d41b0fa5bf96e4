"""How a recruitment session looks from the room engine's side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.states import OrganizationKind
from core.phones import mask_phone
from live.rooms.kinds import RoomKind
from live.rooms.models import Room
from recruiting.jobs.queries.cards import job_card
from recruiting.recruitment_sessions import queries
from recruiting.recruitment_sessions.forms import QuestionForm, ShelfForm
from recruiting.recruitment_sessions.services.sessions import KIND, session_of


class RecruitmentSessionKind(RoomKind):
    slug = KIND
    label = gettext_lazy("Recruitment session")
    template_name = "recruiting/recruitment_sessions/room.html"
    studio_template_name = "recruiting/recruitment_sessions/studio.html"
    organization_kinds = (OrganizationKind.EMPLOYER, OrganizationKind.LABOUR_AGENCY, OrganizationKind.FARM)

    def context(self, *, user: Any, room: Room) -> dict[str, Any]:
        session = session_of(room=room)
        shelf = queries.shelf_of(session=session)
        is_known = user.is_authenticated and user.name and user.phone
        return {
            "session": session,
            "shelf": shelf,
            "pinned": next((line for line in shelf if line.is_pinned), None),
            "queue": queries.question_queue(session=session),
            "question_now": queries.question_now(session=session),
            "supported": queries.supported_by(user=user, session=session),
            "question_form": QuestionForm(auto_id=False),
            "applied": queries.applications_in(room_id=room.pk),
            "known_phone": mask_phone(str(user.phone)) if is_known else "",
            "place": getattr(getattr(room.organization, "employer", None), "place", ""),
        }

    def studio_context(self, *, user: Any, room: Room) -> dict[str, Any]:
        context = self.context(user=user, room=room)
        return {**context, "shelf_form": ShelfForm(session=context["session"])}

    def card(self, room: Room) -> dict[str, Any]:
        return self.cards([room])[room.pk]

    def cards(self, rooms: Iterable[Room]) -> dict[int, dict[str, Any]]:
        ids = [room.pk for room in rooms]
        items = queries.first_jobs(room_ids=ids)
        return {pk: self._card(items[pk].job) if pk in items else {} for pk in ids}

    def _card(self, job: Any) -> dict[str, Any]:
        card = job_card(job)
        text = _("{title} · {count} places").format(title=card.title, count=job.openings)
        return {"text": text, "pay": f"{card.pay} {card.per}".strip(), "picture": None}
