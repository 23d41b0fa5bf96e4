"""Closing an organisation for good: nothing may be open, and nothing of it is on show afterwards.

The row stays: its address is given to nobody else, and orders, applications and books go on naming it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.services import record_act
from accounts.events import OrganizationClosed
from accounts.kinds import businesses
from accounts.models import Follow, Invitation, Organization, OwnershipTransfer, User
from accounts.permissions import is_owner
from accounts.queries import what_is_unfinished
from accounts.states import ORGANIZATION_TRANSITIONS, InvitationState, OrganizationState, TransferState
from core.errors import NotAllowed, Refused
from core.events import publish
from core.transitions import check_transition


class Unfinished(Refused):
    """Something is still open; the sentence lists all of it."""


@transaction.atomic
def close_organization(*, organization: Organization, actor: User, now: datetime | None = None) -> Organization:
    """Raises IllegalTransition when it is closed already, NotAllowed for who is not its owner, and Unfinished."""
    now = now or timezone.now()
    # An order, an application, an opening room hold it shared while they begin: they are seen here or come too late.
    organization = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    check_transition(ORGANIZATION_TRANSITIONS, organization.state, OrganizationState.CLOSED)
    if not is_owner(actor, organization):
        raise NotAllowed(_("Only the owner can close it."))
    if unfinished := what_is_unfinished(organization=organization):
        sentence = _("%(organization)s cannot close yet. %(what)s")
        listed = " ".join(blocker.sentence for blocker in unfinished)
        raise Unfinished(sentence % {"organization": organization, "what": listed})
    for business in businesses():
        business.wind_up(organization, actor)
    _end_what_was_offered(organization, now)
    organization.state, organization.closed_at, organization.closed_by = OrganizationState.CLOSED, now, actor
    organization.save(update_fields=["state", "closed_at", "closed_by"])
    record_act(actor=actor, action="organization.closed", target=organization)
    publish(OrganizationClosed(organization_id=organization.pk), actor=actor)
    return organization


def _end_what_was_offered(organization: Organization, now: datetime) -> None:
    waiting = [InvitationState.PENDING, InvitationState.EXPIRED]
    Invitation.objects.filter(organization=organization, state__in=waiting).update(
        state=InvitationState.REVOKED, answered_at=now
    )
    OwnershipTransfer.objects.filter(organization=organization, state=TransferState.OFFERED).update(
        state=TransferState.WITHDRAWN, answered_at=now
    )
    Follow.objects.filter(organization=organization).delete()
