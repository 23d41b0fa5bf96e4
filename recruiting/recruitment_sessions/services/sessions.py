"""Announcing a session, and what its end closes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.localized import LocalizedText
from core.uploads.models import Picture
from live.rooms.models import Room
from live.rooms.services import schedule_room
from recruiting.employers.models import Employer
from recruiting.jobs.models import JobPosting
from recruiting.recruitment_sessions.models import RecruitmentSession
from recruiting.recruitment_sessions.services.shelf import put_on_shelf

KIND = "recruitment"


@transaction.atomic
def schedule_session(
    *,
    employer: Employer,
    host: User,
    title: LocalizedText,
    starts_at: datetime,
    jobs: Iterable[JobPosting] = (),
    language: str = "zh-hans",
    cover: Picture | None = None,
) -> RecruitmentSession:
    """Announce a room of this kind with its jobs on the shelf, in the order given."""
    room = schedule_room(
        organization=employer.organization,
        host=host,
        kind=KIND,
        title=title,
        starts_at=starts_at,
        language=language,
        cover=cover,
    )
    session = session_of(room=room)
    for job in jobs:
        put_on_shelf(session=session, job=job, actor=host)
    return session


def session_of(*, room: Room) -> RecruitmentSession:
    """The session of a room of this kind; made on first sight, for the studio announces rooms without knowing kinds."""
    session, _is_new = RecruitmentSession.objects.get_or_create(room=room)
    return session


@transaction.atomic
def end_session(*, room_id: int) -> None:
    """The room is over: nothing is pinned and nothing is being answered any more. Safe to run twice."""
    session = RecruitmentSession.objects.select_for_update().filter(pk=room_id).first()
    if session is None:
        return
    now = timezone.now()
    session.pins.filter(unpinned_at__isnull=True).update(unpinned_at=now)
    session.questions.now().update(answered_at=now)
