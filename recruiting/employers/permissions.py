"""Who may change an employer's face and see its desk: those who manage the organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.permissions import can_manage

if TYPE_CHECKING:
    from recruiting.employers.models import Employer


def can_edit(user: Any, employer: Employer) -> bool:
    return can_manage(user, employer.organization)
