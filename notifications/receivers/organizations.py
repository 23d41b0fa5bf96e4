"""What happens among the people of an organisation."""

from typing import Any

from accounts.events import (
    InvitationDeclined,
    MemberJoined,
    MemberLeft,
    MemberRemoved,
    MemberRoleChanged,
    OrganizationClosed,
    OwnershipOfferAnswered,
    OwnershipOffered,
    PersonInvited,
)
from accounts.models import Invitation, Organization, User
from accounts.queries import known_addressee, managers_of
from accounts.states import Role
from core.events import DomainEvent, subscribe
from core.localized import in_every_language
from notifications import tasks
from notifications.receivers.doorbell import tell_and_ring


@subscribe(PersonInvited)
def tell_the_invited(event: PersonInvited) -> None:
    """By bell whoever has proven the address to be theirs; by a message to the address everybody else."""
    invitation = Invitation.objects.select_related("organization").get(pk=event.invitation_id)
    person = known_addressee(invitation=invitation)
    if person is not None and invitation.sending == event.sending:
        params = _params(invitation.organization, role=in_every_language(Role(invitation.role).label))
        _tell(event, [person], "person_invited", params, invitation.get_absolute_url())
    tasks.send_invitation.delay(event.invitation_id, event.sending)


@subscribe(InvitationDeclined)
def tell_of_no(event: InvitationDeclined) -> None:
    invitation = Invitation.objects.select_related("organization").get(pk=event.invitation_id)
    organization = invitation.organization
    params = _params(organization, contact=invitation.shown_contact)
    _tell(event, managers_of(organization=organization), "invitation_declined", params, _members(organization))


@subscribe(MemberJoined)
def tell_of_joining(event: MemberJoined) -> None:
    organization, person = _organization(event), User.objects.get(pk=event.user_id)
    role = in_every_language(Role(event.role).label)
    params = _params(organization, name=person.get_short_name(), role=role)
    others = managers_of(organization=organization).exclude(pk=person.pk)
    _tell(event, others, "member_joined", params, _members(organization))


@subscribe(MemberLeft)
def tell_of_leaving(event: MemberLeft) -> None:
    organization, person = _organization(event), User.objects.get(pk=event.user_id)
    params = _params(organization, name=person.get_short_name())
    _tell(event, managers_of(organization=organization), "member_left", params, _members(organization))


@subscribe(MemberRemoved)
def tell_the_removed(event: MemberRemoved) -> None:
    organization = _organization(event)
    _tell(event, _person(event.user_id), "member_removed", _params(organization), "/me/organizations/")


@subscribe(MemberRoleChanged)
def tell_of_role(event: MemberRoleChanged) -> None:
    organization = _organization(event)
    params = _params(organization, role=in_every_language(Role(event.role).label))
    _tell(event, _person(event.user_id), "member_role_changed", params, _members(organization))


@subscribe(OrganizationClosed)
def tell_of_closing(event: OrganizationClosed) -> None:
    """Every member, who did it too: so that nobody does it in another's name unnoticed."""
    organization = Organization.objects.select_related("closed_by").get(pk=event.organization_id)
    name = organization.closed_by.get_short_name() if organization.closed_by else ""
    people = organization.members.filter(is_active=True).order_by("pk")
    _tell(event, people, "organization_closed", _params(organization, name=name), "/me/organizations/")


@subscribe(OwnershipOffered)
def tell_of_offer(event: OwnershipOffered) -> None:
    organization, owner = _organization(event), User.objects.get(pk=event.from_user_id)
    params = _params(organization, name=owner.get_short_name())
    _tell(event, _person(event.to_user_id), "ownership_offered", params, _members(organization))


@subscribe(OwnershipOfferAnswered)
def tell_of_answer(event: OwnershipOfferAnswered) -> None:
    """The side that did not answer hears of it."""
    organization = _organization(event)
    withdrawn = event.state == "withdrawn"
    speaker, hearer = event.to_user_id, event.from_user_id
    if withdrawn:
        speaker, hearer = hearer, speaker
    params = _params(organization, name=User.objects.get(pk=speaker).get_short_name())
    _tell(event, _person(hearer), f"ownership_{event.state}", params, _members(organization))


def _tell(event: DomainEvent, users: Any, kind: str, params: dict[str, Any], url: str) -> None:
    tell_and_ring(users=users, kind=kind, event_id=event.event_id, params=params, url=url)


def _organization(event: Any) -> Organization:
    return Organization.objects.get(pk=event.organization_id)


def _person(pk: int) -> Any:
    return User.objects.filter(pk=pk, is_active=True)


def _params(organization: Organization, **others: Any) -> dict[str, Any]:
    return {"organization": dict(organization.name), **others}


def _members(organization: Organization) -> str:
    return f"/organizations/{organization.slug}/members/"
