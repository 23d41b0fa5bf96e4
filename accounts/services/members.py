"""Who belongs to an organisation, and as what. The owner's role moves only by `accounts.services.transfers`."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.events import MemberLeft, MemberRemoved, MemberRoleChanged
from accounts.models import Exclusion, Membership, Organization, OwnershipTransfer, User
from accounts.permissions import can_manage, is_owner
from accounts.states import Role, TransferState
from core.errors import NotAllowed, Refused
from core.events import publish


def add_member(*, organization: Organization, user: User, role: Role | str) -> Membership:
    """Write a membership down; it ends a block. Asking the person first is `accounts.services.invitations`."""
    Exclusion.objects.filter(organization=organization, person=user).delete()
    return Membership.objects.create(organization=organization, user=user, role=role)


def check_may_give(*, actor: User, organization: Organization, role: Role | str) -> None:
    """Owners and managers give roles; the role of manager is given, and taken, by the owner alone. Raises NotAllowed."""
    if not can_manage(actor, organization):
        raise NotAllowed(_("Only an owner or a manager can do this."))
    if role == Role.MANAGER and not is_owner(actor, organization):
        raise NotAllowed(_("Only the owner decides who is a manager."))


@transaction.atomic
def change_role(*, membership: Membership, actor: User, role: Role | str) -> Membership:
    """Raises NotAllowed for who may not, Refused for the owner's own role."""
    membership = _locked(membership)
    organization = membership.organization
    if membership.role == Role.OWNER or role == Role.OWNER:
        raise Refused(_("The owner stays the owner until the organisation is handed over."), field="role")
    for either in {membership.role, role}:
        check_may_give(actor=actor, organization=organization, role=either)
    if membership.role != role:
        membership.role = role
        membership.save(update_fields=["role"])
        event = MemberRoleChanged(organization_id=organization.pk, user_id=membership.user_id, role=str(role))
        publish(event, actor=actor)
    return membership


@transaction.atomic
def remove_member(*, membership: Membership, actor: User) -> None:
    membership = _locked(membership)
    if membership.role == Role.OWNER:
        raise Refused(_("The owner cannot be removed. First the organisation must be handed over."))
    check_may_give(actor=actor, organization=membership.organization, role=membership.role)
    event = MemberRemoved(organization_id=membership.organization_id, user_id=membership.user_id)
    _end(membership)
    publish(event, actor=actor)


@transaction.atomic
def leave(*, membership: Membership) -> None:
    """The person goes by their own will. Raises Refused for the owner: somebody must answer for the place."""
    membership = _locked(membership)
    if membership.role == Role.OWNER and not membership.organization.is_closed:
        sentence = _("You own %(organization)s. Hand it over to another member first, then you can leave.")
        raise Refused(sentence % {"organization": membership.organization})
    event = MemberLeft(organization_id=membership.organization_id, user_id=membership.user_id)
    user = membership.user
    _end(membership)
    publish(event, actor=user)


def _locked(membership: Membership) -> Membership:
    """The organisation first: so do handing over and closing, and two of them never wait for each other in a circle."""
    Organization.objects.select_for_update(no_key=True).get(pk=membership.organization_id)
    found = Membership.objects.select_related("organization", "user").filter(pk=membership.pk).first()
    if found is None:
        raise Refused(_("They are no longer a member."))
    return found


def _end(membership: Membership) -> None:
    """With the membership goes an offer to take the place over."""
    OwnershipTransfer.objects.filter(
        organization_id=membership.organization_id, to_user_id=membership.user_id, state=TransferState.OFFERED
    ).update(state=TransferState.WITHDRAWN)
    membership.delete()
