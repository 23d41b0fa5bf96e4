"""Writing a job: post it as a draft, revise it. What is public keeps a revision of every change."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import can_manage
from core.errors import NotAllowed, Refused
from core.events import publish
from recruiting.employers.models import Employer
from recruiting.jobs.events import JobRevised
from recruiting.jobs.models import JobPosting, JobRevision, PayComponent
from recruiting.jobs.queries.snapshots import snapshot_of
from recruiting.jobs.states import JobState, PayKind

LONGEST_SLUG = 60


@transaction.atomic
def post_job(
    *, employer: Employer, author: User, fields: Mapping[str, Any], pay: Sequence[Mapping[str, Any]]
) -> JobPosting:
    """Write a draft. `fields` are JobPosting fields, `pay` PayComponent fields in order."""
    _check_may_edit(author, employer)
    job = JobPosting(employer=employer, slug=_new_slug(fields), **fields)
    job.save()
    _write_pay(job, pay)
    return job


@transaction.atomic
def revise_job(
    *, job: JobPosting, author: User, fields: Mapping[str, Any], pay: Sequence[Mapping[str, Any]] | None = None
) -> JobPosting:
    """Change the job, and its pay lines when `pay` is given. Raises Refused for a closed job."""
    _check_may_edit(author, job.employer)
    job = JobPosting.objects.select_for_update(of=("self",)).get(pk=job.pk)
    if job.state == JobState.CLOSED:
        raise Refused(_("This job is closed. Post a new one."))
    for name, value in fields.items():
        setattr(job, name, value)
    job.save()
    if pay is not None:
        _write_pay(job, pay)
    if job.published_at is not None:
        check_complete(job)
        record_revision(job=job, author=author)
    return job


def record_revision(*, job: JobPosting, author: User) -> JobRevision:
    """Keep what the job promises from now on, if that changed. Call with the job's row locked."""
    latest = job.revisions.first()
    snapshot = snapshot_of(job=job)
    if latest is not None and latest.snapshot == snapshot:
        return latest
    number = latest.number + 1 if latest else 1
    revision = JobRevision.objects.create(job=job, number=number, snapshot=snapshot, author=author)
    publish(JobRevised(job_id=job.pk, revision=number), actor=author)
    return revision


def check_complete(job: JobPosting) -> None:
    """Raise Refused when a worker would have to guess."""
    if not job.pay_components.filter(kind=PayKind.BASE).exists():
        raise Refused(_("Say what the job pays: one line of base pay at least."))


def _write_pay(job: JobPosting, pay: Sequence[Mapping[str, Any]]) -> None:
    job.pay_components.all().delete()
    PayComponent.objects.bulk_create(
        PayComponent(job=job, position=position, **line) for position, line in enumerate(pay)
    )
    job = JobPosting.objects.get(pk=job.pk)
    gross = job.pay_statement.gross
    JobPosting.objects.filter(pk=job.pk).update(
        month_low=gross.low if gross else None, month_high=gross.high if gross else None
    )


def _check_may_edit(user: User, employer: Employer) -> None:
    if not can_manage(user, employer.organization):
        raise NotAllowed(_("Only those who manage this employer may change its jobs."))


def _new_slug(fields: Mapping[str, Any]) -> str:
    title = fields.get("title") or {}
    words = slugify(title.get("en", "") if isinstance(title, dict) else "")[:LONGEST_SLUG].strip("-")
    return f"{words or 'job'}-{secrets.token_hex(3)}"
