from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import Organization, User
from accounts.states import OrganizationState, Role
from recruiting.employers.models import Employer

MANAGING = [Role.OWNER, Role.MANAGER]


def employers_managed_by(*, user: User) -> QuerySet[Employer]:
    """The employers whose jobs and leads this person works on, oldest first."""
    return Employer.objects.filter(
        organization__state=OrganizationState.OPEN,
        organization__memberships__user=user,
        organization__memberships__role__in=MANAGING,
    ).select_related("organization__avatar", "cover")


def organizations_without_a_face(*, user: User) -> QuerySet[Organization]:
    """Organisations this person manages that do not hire here yet: a farm before its first harvest help, say."""
    return Organization.objects.filter(
        state=OrganizationState.OPEN,
        memberships__user=user,
        memberships__role__in=MANAGING,
        employer__isnull=True,
    ).distinct()
