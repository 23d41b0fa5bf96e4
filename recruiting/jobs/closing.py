"""With the employer its jobs close."""

from accounts.kinds import Business, register_business
from accounts.models import Organization, User
from recruiting.jobs.models import JobPosting
from recruiting.jobs.services.publishing import move_job
from recruiting.jobs.states import JobState


def _close(organization: Organization, actor: User) -> None:
    jobs = JobPosting.objects.filter(employer__organization=organization).exclude(state=JobState.CLOSED)
    for job in jobs.select_related("employer__organization").order_by("pk"):
        move_job(job=job, actor=actor, state=JobState.CLOSED)


def register() -> None:
    register_business(Business(name="jobs", wind_up=_close))
