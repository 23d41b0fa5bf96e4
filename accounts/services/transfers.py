"""Handing an organisation over: the owner offers, the other member accepts, and only then it has changed hands.

Each holds the organisation's row first, as `accounts.services.members` does.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.events import OwnershipOfferAnswered, OwnershipOffered
from accounts.models import Membership, Organization, OwnershipTransfer, User
from accounts.permissions import is_owner
from accounts.states import TRANSFER_TRANSITIONS, Role, TransferState
from core.errors import NotAllowed, Refused
from core.events import publish
from core.transitions import check_transition


@transaction.atomic
def offer_ownership(*, organization: Organization, actor: User, membership: Membership) -> OwnershipTransfer:
    """Offer it to a member. An earlier offer to somebody else must be taken back first."""
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    if not is_owner(actor, organization):
        raise NotAllowed(_("Only the owner can hand it over."))
    if not organization.memberships.filter(pk=membership.pk).exclude(user=actor).exists():
        raise Refused(_("Choose another member."), field="member")
    if OwnershipTransfer.objects.filter(organization=organization, state=TransferState.OFFERED).exists():
        raise Refused(_("An offer is waiting for its answer. Take it back before you make another."), field="member")
    transfer = OwnershipTransfer.objects.create(
        organization=organization, from_user=actor, to_user_id=membership.user_id
    )
    publish(
        OwnershipOffered(organization_id=organization.pk, from_user_id=actor.pk, to_user_id=membership.user_id),
        actor=actor,
    )
    return transfer


@transaction.atomic
def accept_ownership(*, transfer: OwnershipTransfer, actor: User) -> None:
    """The new owner; the one before stays as a manager."""
    transfer = _locked(transfer)
    if actor.pk != transfer.to_user_id:
        raise NotAllowed(_("This was offered to somebody else."))
    members = Membership.objects.filter(organization_id=transfer.organization_id)
    by_user = {membership.user_id: membership for membership in members}
    old, new = by_user.get(transfer.from_user_id), by_user.get(transfer.to_user_id)
    if old is None or new is None or old.role != Role.OWNER:
        raise Refused(_("This offer no longer holds. Ask the owner for a new one."))
    old.role, new.role = Role.MANAGER, Role.OWNER
    for membership in (old, new):
        membership.save(update_fields=["role"])
    _answer(transfer, TransferState.ACCEPTED, actor)


@transaction.atomic
def decline_ownership(*, transfer: OwnershipTransfer, actor: User) -> None:
    transfer = _locked(transfer)
    if actor.pk != transfer.to_user_id:
        raise NotAllowed(_("This was offered to somebody else."))
    _answer(transfer, TransferState.DECLINED, actor)


@transaction.atomic
def withdraw_ownership_offer(*, transfer: OwnershipTransfer, actor: User) -> None:
    transfer = _locked(transfer)
    if actor.pk != transfer.from_user_id:
        raise NotAllowed(_("Only the owner can take the offer back."))
    _answer(transfer, TransferState.WITHDRAWN, actor)


def _locked(transfer: OwnershipTransfer) -> OwnershipTransfer:
    Organization.objects.select_for_update(no_key=True).get(pk=transfer.organization_id)
    found = OwnershipTransfer.objects.filter(pk=transfer.pk).first()
    if found is None:  # one of the two has left the fair meanwhile
        raise Refused(_("This offer no longer holds. Ask the owner for a new one."))
    return found


def _answer(transfer: OwnershipTransfer, state: TransferState, actor: User, now: datetime | None = None) -> None:
    check_transition(TRANSFER_TRANSITIONS, transfer.state, state)
    transfer.state, transfer.answered_at = state, now or timezone.now()
    transfer.save(update_fields=["state", "answered_at"])
    event = OwnershipOfferAnswered(
        organization_id=transfer.organization_id,
        from_user_id=transfer.from_user_id,
        to_user_id=transfer.to_user_id,
        state=str(state),
    )
    publish(event, actor=actor)
