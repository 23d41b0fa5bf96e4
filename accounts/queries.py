from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.core import signing
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.kinds import businesses
from accounts.models import (
    Exclusion,
    Invitation,
    Membership,
    Organization,
    OrganizationBlock,
    OwnershipTransfer,
    PersonBlock,
    User,
)
from accounts.models.invitations import LINK_SALT
from accounts.states import InvitationState, OrganizationState, Role, TransferState
from core.personal_data import Blocker
from core.sessions import SessionStore

DOORBELL_GRACE = timedelta(seconds=30)


def is_signed_in(*, user_id: int, session_key: str = "") -> bool:
    """Whether what was opened by this person may go on: nobody shut them out, and the login (if it is known) is not over."""
    person = User.objects.filter(pk=user_id, is_active=True).first()
    if person is None or not session_key:
        return person is not None
    session = Session.objects.filter(session_key=session_key, expire_date__gt=timezone.now()).first()
    return session is not None and is_login_of(session=session, user=person)


def is_login_of(*, session: Session, user: User) -> bool:
    """Another password ends every login made with the old one: the hash is then another."""
    stored = SessionStore().decode(session.session_data).get(HASH_SESSION_KEY, "")
    return constant_time_compare(stored, user.get_session_auth_hash())


def organizations_of(*, user: User, kind: str | None = None) -> QuerySet[Organization]:
    """The organisations this person is a member of, oldest first."""
    found = Organization.objects.filter(memberships__user=user)
    return found.filter(kind=kind) if kind else found


def organizations_managed_by(*, user: User) -> QuerySet[Organization]:
    """Those that this person answers for, as owner or manager."""
    return Organization.objects.filter(
        memberships__user=user, memberships__role__in=[Role.OWNER, Role.MANAGER], state=OrganizationState.OPEN
    ).select_related("avatar")


def organizations_owned_by(*, user: User) -> QuerySet[Organization]:
    return organizations_managed_by(user=user).filter(memberships__user=user, memberships__role=Role.OWNER)


def followers_of(*, organization: Organization) -> QuerySet[User]:
    return User.objects.filter(follows__organization=organization, is_active=True)


def managers_of(*, organization: Organization) -> QuerySet[User]:
    """Who answers for it: owners and managers."""
    return User.objects.filter(
        memberships__organization=organization, memberships__role__in=[Role.OWNER, Role.MANAGER], is_active=True
    ).order_by("pk")


def members_of(*, organization: Organization) -> QuerySet[Membership]:
    """In the order in which they joined, with their faces."""
    return organization.memberships.select_related("user__avatar").order_by("pk")


def unanswered_invitations(*, organization: Organization) -> QuerySet[Invitation]:
    """Waiting or run out, the latest first."""
    return organization.invitations.filter(state__in=[InvitationState.PENDING, InvitationState.EXPIRED])


def waiting_invitations(*, now: datetime, limit: int) -> list[tuple[int, int]]:
    """(id, sending) of those that nobody has sent although the doorbell had its chance."""
    waiting = Invitation.objects.filter(
        state=InvitationState.PENDING, sent_at=None, expires_at__gt=now, created_at__lt=now - DOORBELL_GRACE
    )
    return list(waiting.order_by("pk").values_list("pk", "sending")[:limit])


def open_transfer(*, organization: Organization) -> OwnershipTransfer | None:
    offered = organization.transfers.filter(state=TransferState.OFFERED)
    return offered.select_related("from_user", "to_user").first()


def invitation_by_token(*, token: str) -> Invitation | None:
    """None for a link that we did not write. One that was sent again since is not found either."""
    try:
        key, _dash, sending = signing.Signer(salt=LINK_SALT).unsign(token).partition("-")
    except signing.BadSignature:
        return None
    invitation = Invitation.objects.select_related("organization__avatar", "invited_by").filter(pk=key).first()
    return invitation if invitation is not None and str(invitation.sending) == sending else None


def invitations_for(*, user: User) -> QuerySet[Invitation]:
    """Those that wait for this person's answer. Only an address or a number that was proven to be theirs counts."""
    mine = Q(pk__in=[])
    if user.phone and user.phone_verified:
        mine |= Q(phone=user.phone)
    if user.email:
        proven = EmailAddress.objects.filter(user=user, verified=True, email__iexact=user.email)
        mine |= Q(Exists(proven), email=user.email.lower())
    waiting = Invitation.objects.filter(mine, state=InvitationState.PENDING, expires_at__gt=timezone.now())
    return waiting.select_related("organization__avatar").order_by("pk")


def known_addressee(*, invitation: Invitation) -> User | None:
    """The person who has proven that the address or number is theirs; None when nobody has."""
    if invitation.phone:
        return User.objects.filter(phone=invitation.phone, phone_verified=True, is_active=True).first()
    proven = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True, email__iexact=invitation.email)
    return User.objects.filter(Exists(proven), email__iexact=invitation.email, is_active=True).first()


def is_addressed_to(*, invitation: Invitation, user: Any) -> bool:
    """The link came to this address or number; whoever opens it must be known here by the same one."""
    if not user.is_authenticated:
        return False
    if invitation.phone:
        return bool(user.phone) and str(user.phone) == str(invitation.phone)
    return bool(user.email) and user.email.lower() == invitation.email


def without_blocked[M: Model](*, found: QuerySet[M], user: Any, path: str = "organization") -> QuerySet[M]:
    """Leaves out what belongs to organisations that this person blocked: a part of the same query, so it costs none.

    `path` leads from a row to its organisation ("pk" when the rows are organisations).
    """
    if user is None or not user.is_authenticated:
        return found
    return found.exclude(**{f"{path}__in": OrganizationBlock.objects.filter(user=user).values("organization")})


def has_blocked(*, user: Any, organization: Organization) -> bool:
    return user.is_authenticated and OrganizationBlock.objects.filter(user=user, organization=organization).exists()


def blocked_person_ids(*, user: Any) -> set[int]:
    """Whose words this person does not want to read."""
    if not user.is_authenticated:
        return set()
    return set(PersonBlock.objects.filter(user=user).values_list("person", flat=True))


def exclusions_of(*, person: Any, phone: str = "") -> QuerySet[Exclusion]:
    """By which organisations this person is blocked: by their account, or by a number they gave or have proven."""
    about = Q(pk__in=[])
    if person is not None and person.is_authenticated:
        about |= Q(person=person)
        if person.phone and person.phone_verified:
            about |= Q(phone=str(person.phone))
    if phone:
        about |= Q(phone=phone) | Q(person__phone=phone, person__phone_verified=True)
    return Exclusion.objects.filter(about).select_related("organization")


def excluded_by(*, organization: Organization) -> QuerySet[Exclusion]:
    """Whom it blocked, the latest first, with their faces."""
    return organization.exclusions.select_related("person__avatar", "excluded_by")


def what_is_unfinished(*, organization: Organization) -> list[Blocker]:
    """What has to end before it can close, each with the way there."""
    return [blocker for business in businesses() for blocker in business.unfinished(organization)]
