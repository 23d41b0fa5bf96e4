"""Opening, pausing and closing a job."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.dealings import hold_open
from core.errors import NotAllowed
from core.events import publish
from core.transitions import check_transition
from recruiting.jobs.events import JobMoved, JobPublished
from recruiting.jobs.models import JobPosting
from recruiting.jobs.permissions import can_edit
from recruiting.jobs.services.postings import check_complete, record_revision
from recruiting.jobs.states import JOB_TRANSITIONS, JobState


@transaction.atomic
def move_job(*, job: JobPosting, actor: User, state: str) -> JobPosting:
    """Draft to open, open to paused and back, anything to closed. The first opening publishes the job."""
    if state == JobState.OPEN:
        hold_open(organizations=[job.employer_id])
    if not can_edit(actor, job):
        raise NotAllowed(_("Only those who manage this employer may change its jobs."))
    job = JobPosting.objects.select_for_update(of=("self",)).get(pk=job.pk)
    check_transition(JOB_TRANSITIONS, job.state, state)
    job.state = state
    if state == JobState.OPEN:
        check_complete(job)
    is_first_opening = state == JobState.OPEN and job.published_at is None
    if is_first_opening:
        job.published_at = timezone.now()
    job.save(update_fields=["state", "published_at"])
    if is_first_opening:
        record_revision(job=job, author=actor)
        publish(JobPublished(job_id=job.pk, employer_id=job.employer_id), actor=actor)
    publish(JobMoved(job_id=job.pk, state=job.state), actor=actor)
    return job


def change_places_taken(*, job_id: int, by: int) -> None:
    """Somebody started (+1) or left (-1). Relative, so that two at once both count."""
    JobPosting.objects.filter(pk=job_id).update(taken=Greatest(F("taken") + by, 0))
