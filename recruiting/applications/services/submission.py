"""Putting one's name down: a name and a phone number are enough."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import Refused
from core.events import publish
from live.rooms.models import Room
from recruiting.applications.events import ApplicationSubmitted
from recruiting.applications.models import Application, ApplicationMove
from recruiting.applications.queries.workers import worker_with_number
from recruiting.applications.states import ApplicationState
from recruiting.jobs.models import JobPosting


@dataclass(frozen=True, slots=True)
class Submission:
    """`is_new` is False when this number already had its name down: `application` is then the earlier one."""

    application: Application
    is_new: bool


@transaction.atomic
def apply_for_job(
    *, job: JobPosting, name: str, phone: str, worker: User | None = None, room: Room | None = None
) -> Submission:
    """One live application for each job and phone number; `phone` is E.164. Raises Refused when the job is not open."""
    job = JobPosting.objects.get(pk=job.pk)
    if not job.is_open:
        raise Refused(_("This job takes no names right now."))
    worker = worker or worker_with_number(phone=phone)
    try:
        with transaction.atomic():
            application = Application.objects.create(
                job=job, revision=job.revisions.first(), worker=worker, name=name, phone=phone, room=room
            )
    except IntegrityError:
        # The database decides between two at once; the loser is shown the winner's.
        earlier = Application.objects.live().filter(job=job, phone=phone).first()
        if earlier is None:
            raise
        return Submission(earlier, is_new=False)
    ApplicationMove.objects.create(
        application=application, to_state=ApplicationState.NEW, actor=worker, moved_at=application.created_at
    )
    publish(
        ApplicationSubmitted(
            application_id=application.pk,
            employer_id=job.employer_id,
            job_id=job.pk,
            room_id=room.pk if room else 0,
        ),
        actor=worker,
    )
    return Submission(application, is_new=True)
