from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import User
from accounts.states import OrganizationState
from recruiting.employers.queries import MANAGING
from recruiting.jobs.models import JobPosting


def jobs_managed_by(*, user: User) -> QuerySet[JobPosting]:
    """Jobs of the employers this person manages, newest first, drafts and closed ones included."""
    return JobPosting.objects.filter(
        employer__organization__state=OrganizationState.OPEN,
        employer__organization__memberships__user=user,
        employer__organization__memberships__role__in=MANAGING,
    ).select_related("employer__organization")
