"""Who may act for an organisation. Predicates of (user, organization); anonymous users are nobody.

Nobody acts for an organisation that is closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from accounts.models import Organization
from accounts.states import OrganizationState, Role

# The groups of those who work behind the fair; what each may do in the admin stands in `config/staff/rights.py`.
SUPPORT = "support"
MODERATORS = "moderator"
FINANCE = "finance"


def _role(user: Any, organization: Organization) -> str:
    if not user.is_authenticated:
        return ""
    mine = organization.memberships.filter(user=user, organization__state=OrganizationState.OPEN)
    return mine.values_list("role", flat=True).first() or ""


def is_member(user: Any, organization: Organization) -> bool:
    return bool(_role(user, organization))


def is_owner(user: Any, organization: Organization) -> bool:
    return _role(user, organization) == Role.OWNER


def can_manage(user: Any, organization: Organization) -> bool:
    return _role(user, organization) in (Role.OWNER, Role.MANAGER)


def can_host(user: Any, organization: Organization) -> bool:
    return _role(user, organization) in (Role.OWNER, Role.MANAGER, Role.HOST)


def is_moderator(user: Any) -> bool:
    """A moderator of the whole platform, by staff group."""
    return _is_in(user, MODERATORS)


def is_support(user: Any) -> bool:
    return _is_in(user, SUPPORT)


def is_finance(user: Any) -> bool:
    return _is_in(user, FINANCE)


def _is_in(user: Any, group: str) -> bool:
    if not (user.is_authenticated and user.is_active):
        return False
    return user.is_superuser or user.groups.filter(name=group).exists()
