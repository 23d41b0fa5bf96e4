"""The worker's side: one's own applications, by account or by the links this browser holds."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from recruiting.applications.models import Application
from recruiting.jobs.models import JobPosting
from recruiting.jobs.queries.listing import JobSearch, find_jobs
from recruiting.jobs.queries.nearby import Point

SIMILAR_JOBS = 3


def applications_of(*, user: Any, tokens: Collection[str] = ()) -> QuerySet[Application]:
    """`user` may be anonymous: then only `tokens` count."""
    mine = Q(token__in=list(tokens))
    if user.is_authenticated:
        mine |= Q(worker=user)
        if user.phone and user.phone_verified:
            mine |= Q(worker__isnull=True, phone=user.phone)
    return Application.objects.filter(mine).select_related("job__employer__organization__avatar")


def similar_jobs(*, job: JobPosting) -> list[JobPosting]:
    """Open jobs to look at after a no: the nearest, or the newest where the place is not known."""
    near = Point(job.latitude, job.longitude) if job.latitude is not None and job.longitude is not None else None
    return list(find_jobs(search=JobSearch(near=near)).exclude(pk=job.pk)[:SIMILAR_JOBS])
