"""Who may work an employer's leads, and who may follow an application."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from accounts.permissions import can_manage

if TYPE_CHECKING:
    from recruiting.applications.models import Application


def can_work(user: Any, application: Application) -> bool:
    """Managers of the employer: they call, move on and close."""
    return can_manage(user, application.job.employer.organization)


def is_applicant(user: Any, application: Application, *, tokens: Collection[str] = ()) -> bool:
    """The worker's own account, whoever holds the link, or an account that has proved the number its own."""
    if application.token in tokens:
        return True
    if not user.is_authenticated:
        return False
    proved = application.worker_id is None and user.phone_verified and user.phone == application.phone
    return proved or application.worker_id == user.pk
