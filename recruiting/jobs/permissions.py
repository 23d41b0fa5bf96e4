"""Who may post and change an employer's jobs: those who manage its organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.permissions import can_manage

if TYPE_CHECKING:
    from recruiting.jobs.models import JobPosting


def can_edit(user: Any, job: JobPosting) -> bool:
    return can_manage(user, job.employer.organization)
