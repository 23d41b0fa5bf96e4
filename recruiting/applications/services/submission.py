"""Putting one's name down: a name and a phone number are enough."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.dealings import check_may_deal
from core.client_address import current_client_address
from core.errors import Refused
from core.events import publish
from core.limits import check_pace
from live.rooms.models import Room
from recruiting.applications.events import ApplicationSubmitted
from recruiting.applications.models import Application, ApplicationMove
from recruiting.applications.queries.workers import worker_with_number
from recruiting.applications.services.linking import send_link
from recruiting.applications.states import ApplicationState
from recruiting.jobs.models import JobPosting


@dataclass(frozen=True, slots=True)
class Submission:
    """`is_new` is False when this number already had its name down: `application` is then the earlier one."""

    application: Application
    is_new: bool


@transaction.atomic
def apply_for_job(
    *,
    job: JobPosting,
    name: str,
    phone: str,
    worker: User | None = None,
    room: Room | None = None,
    browser: str = "",
    needs_proof: bool = False,
) -> Submission:
    """One live application for each job and phone number; `phone` is E.164, `browser` the session of who has no account.

    It belongs to whoever has proved the number theirs, not to whoever types it; where the two are not the same person, the
    owner of the number is sent the link. Raises Refused when the job is not open or the employer blocked this person or
    number, TooOften; with `needs_proof` also when the number is not proved to be this worker's, whether it is down or not.
    """
    is_theirs = worker is not None and worker.phone_verified and str(worker.phone) == phone
    _check_pace(who=f"user:{worker.pk}" if worker else browser, phone="" if is_theirs else phone)
    job = JobPosting.objects.get(pk=job.pk)
    if not job.is_open:
        raise Refused(_("This job takes no names right now."))
    check_may_deal(organizations=[job.employer_id], person=worker, phone=phone)
    if needs_proof and not is_theirs:
        raise Refused(_("Prove that this number is yours first: Me, Security."), field="phone")
    worker = worker if is_theirs else worker_with_number(phone=phone)
    submission = _submit(job, name, phone, worker, room)
    if not is_theirs:
        send_link(application=submission.application)
    return submission


def _check_pace(*, who: str, phone: str) -> None:
    number = salted_hmac("recruiting.applications", phone, algorithm="sha256").hexdigest() if phone else ""
    check_pace(
        who={"apply_address": current_client_address(), "apply_person": who, "apply_number": number},
        sentence=_("Names were put down many times from here. Wait a while, then try again."),
    )


def _submit(job: JobPosting, name: str, phone: str, worker: User | None, room: Room | None) -> Submission:
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
