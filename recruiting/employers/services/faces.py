"""An organisation begins to hire, and says who it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.permissions import can_manage
from core.errors import NotAllowed
from recruiting.employers.models import Employer


@transaction.atomic
def open_employer(*, organization: Organization, actor: User) -> Employer:
    """Give the organisation a face for workers; a second time gives the first one."""
    _check_may_edit(actor, organization)
    return Employer.objects.get_or_create(organization=organization)[0]


@transaction.atomic
def edit_employer(*, employer: Employer, actor: User, fields: Mapping[str, Any]) -> Employer:
    """`fields` are Employer fields."""
    _check_may_edit(actor, employer.organization)
    employer = Employer.objects.select_for_update(of=("self",)).get(pk=employer.pk)
    for name, value in fields.items():
        setattr(employer, name, value)
    employer.save()
    return employer


def _check_may_edit(actor: User, organization: Organization) -> None:
    if not can_manage(actor, organization):
        raise NotAllowed(_("Only those who manage this organisation may do that."))
