from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from live.rooms.states import RoomState
from recruiting.applications.models import Application
from recruiting.jobs.models import JobPosting
from recruiting.jobs.queries.cards import JobCard, job_card
from recruiting.recruitment_sessions.models import JobPin, Question, QuestionVote, RecruitmentSession, SessionJob

QUESTIONS_SHOWN = 20


@dataclass(frozen=True)
class ShelfLine:
    item: SessionJob
    is_pinned: bool

    @property
    def job(self) -> JobPosting:
        return self.item.job

    @property
    def card(self) -> JobCard:
        """Worded anew each time: one line is rendered in every language."""
        return job_card(self.job)


def shelf_of(*, session: RecruitmentSession) -> list[ShelfLine]:
    """The jobs of a session in order, in three queries for any number."""
    pinned = session.pins.filter(unpinned_at__isnull=True).values_list("session_job_id", flat=True).first()
    items = session.shelf.select_related("job__employer__organization__avatar").prefetch_related("job__pay_components")
    return [ShelfLine(item, item.pk == pinned) for item in items]


def pinned_line(*, session: RecruitmentSession) -> ShelfLine | None:
    return next((line for line in shelf_of(session=session) if line.is_pinned), None)


def question_queue(*, session: RecruitmentSession) -> list[Question]:
    """What waits, most wanted first."""
    return list(session.questions.queue().select_related("author")[:QUESTIONS_SHOWN])


def question_now(*, session: RecruitmentSession) -> Question | None:
    return session.questions.now().select_related("author").first()


def votes_of(*, session: RecruitmentSession) -> dict[int, int]:
    """How many want to know each unanswered question."""
    return dict(session.questions.unanswered().values_list("pk", "votes"))


def supported_by(*, user: Any, session: RecruitmentSession) -> set[int]:
    """The unanswered questions that are this person's own or that they want answered too."""
    if not user.is_authenticated:
        return set()
    unanswered = session.questions.unanswered()
    voted = QuestionVote.objects.filter(voter=user, question__in=unanswered).values_list("question_id", flat=True)
    return {*voted, *unanswered.filter(author=user).values_list("pk", flat=True)}


def applications_in(*, room_id: int) -> int:
    return Application.objects.filter(room_id=room_id).count()


def rooms_showing(*, job_id: int) -> list[int]:
    """Open rooms with this job on their shelf."""
    return list(
        SessionJob.objects.filter(job_id=job_id, session__room__state=RoomState.OPEN).values_list(
            "session_id", flat=True
        )
    )


def first_jobs(*, room_ids: Collection[int]) -> dict[int, SessionJob]:
    """By room: the pinned job, else the first on the shelf. For the rooms' cards, in three queries."""
    items = SessionJob.objects.filter(session_id__in=room_ids).select_related("job__employer__organization")
    first: dict[int, SessionJob] = {}
    by_pk: dict[int, SessionJob] = {}
    for item in items.prefetch_related("job__pay_components"):
        first.setdefault(item.session_id, item)
        by_pk[item.pk] = item
    for pin in JobPin.objects.filter(session_id__in=room_ids, unpinned_at__isnull=True):
        first[pin.session_id] = by_pk[pin.session_job_id]
    return first


def jobs_for_shelf(*, session: RecruitmentSession) -> QuerySet[JobPosting]:
    """Open jobs of the session's employer that do not stand on its shelf yet."""
    standing = session.shelf.values("job_id")
    return JobPosting.objects.open().filter(employer_id=session.room.organization_id).exclude(pk__in=standing)
