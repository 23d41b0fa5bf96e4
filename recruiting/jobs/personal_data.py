from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from accounts.models import User
from core.personal_data import PersonalData, Row, registry, rows
from recruiting.jobs.models import JobRevision


def _written(user: User) -> Iterable[Row]:
    found = JobRevision.objects.filter(author=user).select_related("job").order_by("pk")
    return rows(found, "job__title", "number", "created_at")


def register() -> None:
    registry.register(
        PersonalData(
            name="job_postings",
            label=gettext_lazy("Jobs you wrote"),
            models=("jobs.JobRevision",),
            export=_written,
        )
    )
