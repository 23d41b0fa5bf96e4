from dataclasses import dataclass

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class OrganizationFollowed(DomainEvent):
    organization_id: int
    user_id: int


@dataclass(frozen=True, kw_only=True)
class PersonInvited(DomainEvent):
    """Also published when an invitation is sent again; `sending` counts from 1."""

    invitation_id: int
    organization_id: int
    sending: int


@dataclass(frozen=True, kw_only=True)
class InvitationDeclined(DomainEvent):
    invitation_id: int
    organization_id: int


@dataclass(frozen=True, kw_only=True)
class InvitationRevoked(DomainEvent):
    invitation_id: int
    organization_id: int


@dataclass(frozen=True, kw_only=True)
class MemberJoined(DomainEvent):
    organization_id: int
    user_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class MemberRoleChanged(DomainEvent):
    organization_id: int
    user_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class MemberRemoved(DomainEvent):
    organization_id: int
    user_id: int


@dataclass(frozen=True, kw_only=True)
class MemberLeft(DomainEvent):
    organization_id: int
    user_id: int


@dataclass(frozen=True, kw_only=True)
class OwnershipOffered(DomainEvent):
    organization_id: int
    from_user_id: int
    to_user_id: int


@dataclass(frozen=True, kw_only=True)
class OwnershipOfferAnswered(DomainEvent):
    """`state` is "accepted", "declined" or "withdrawn"."""

    organization_id: int
    from_user_id: int
    to_user_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class OrganizationChanged(DomainEvent):
    """Its name or its picture."""

    organization_id: int


@dataclass(frozen=True, kw_only=True)
class OrganizationClosed(DomainEvent):
    organization_id: int


@dataclass(frozen=True, kw_only=True)
class OrganizationBlocked(DomainEvent):
    organization_id: int
    user_id: int


@dataclass(frozen=True, kw_only=True)
class PersonBlocked(DomainEvent):
    person_id: int
    user_id: int


@dataclass(frozen=True, kw_only=True)
class PersonExcluded(DomainEvent):
    """The organisation blocked somebody. Who and why stands in the exclusion, as long as it lasts."""

    organization_id: int
    exclusion_id: int


@dataclass(frozen=True, kw_only=True)
class PersonLetBack(DomainEvent):
    organization_id: int
    exclusion_id: int


@dataclass(frozen=True, kw_only=True)
class PhoneVerified(DomainEvent):
    """The person has proved that their number is theirs. The number itself stands with the person only."""

    user_id: int


@dataclass(frozen=True, kw_only=True)
class LoginsEnded(DomainEvent):
    """One login of this person is over, or all of them: what is open in their name has to be looked at again."""

    user_id: int
