"""Which jobs a session shows, and the one that is explained now."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import NotAllowed, Refused
from core.events import publish
from live.rooms.permissions import can_run
from recruiting.jobs.models import JobPosting
from recruiting.recruitment_sessions.events import JobPinned, SessionShelfChanged
from recruiting.recruitment_sessions.models import JobPin, RecruitmentSession, SessionJob


@transaction.atomic
def put_on_shelf(*, session: RecruitmentSession, job: JobPosting, actor: User) -> SessionJob:
    """At the end of the shelf; a job that stands there already stays where it is."""
    session = _locked(session, actor)
    if job.employer_id != session.room.organization_id:
        raise NotAllowed(_("A session shows the jobs of its own employer."))
    if not job.is_open:
        raise Refused(_("Only open jobs can be shown. Publish it first."))
    last = session.shelf.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    item, is_new = SessionJob.objects.get_or_create(session=session, job=job, defaults={"position": position})
    if is_new:
        publish(SessionShelfChanged(room_id=session.pk), actor=actor)
    return item


@transaction.atomic
def take_off_shelf(*, item: SessionJob, actor: User) -> None:
    """Raises Refused for the pinned job, and for one whose moments on air are marks of the replay."""
    session = _locked(item.session, actor)
    if item.pins.exists():
        raise Refused(_("This job was on air; the replay refers to it."))
    item.delete()
    publish(SessionShelfChanged(room_id=session.pk), actor=actor)


@transaction.atomic
def pin_job(*, item: SessionJob, actor: User) -> JobPin:
    """Explain this job from now on; the one before it is taken down. Raises Refused unless the room is open."""
    session = _locked(item.session, actor)
    if not session.room.is_open:
        raise Refused(_("Open the room first, then show a job."))
    current = session.pins.filter(unpinned_at__isnull=True).first()
    if current is not None and current.session_job_id == item.pk:
        return current
    now = timezone.now()
    session.pins.filter(unpinned_at__isnull=True).update(unpinned_at=now)
    pin = JobPin.objects.create(session=session, session_job=item, pinned_by=actor, pinned_at=now)
    publish(JobPinned(room_id=session.pk, session_job_id=item.pk), actor=actor)
    return pin


@transaction.atomic
def unpin_job(*, session: RecruitmentSession, actor: User) -> None:
    session = _locked(session, actor)
    if session.pins.filter(unpinned_at__isnull=True).update(unpinned_at=timezone.now()):
        publish(JobPinned(room_id=session.pk, session_job_id=0), actor=actor)


def _locked(session: RecruitmentSession, actor: User) -> RecruitmentSession:
    found = RecruitmentSession.objects.select_for_update(of=("self",)).select_related("room__organization")
    session = found.get(pk=session.pk)
    if not can_run(actor, session.room):
        raise NotAllowed(_("Only the host and the crew run this room."))
    return session
