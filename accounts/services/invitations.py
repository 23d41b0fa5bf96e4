"""Asking somebody to become a member: sent as a link, good for a fortnight and for one answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.events import InvitationDeclined, InvitationRevoked, MemberJoined, PersonInvited
from accounts.models import Invitation, Membership, Organization, User
from accounts.models.invitations import VALID_FOR
from accounts.permissions import can_manage
from accounts.queries import is_addressed_to
from accounts.services.members import add_member, check_may_give
from accounts.services.texts import TextRefused, claim_text
from accounts.states import INVITATION_TRANSITIONS, InvitationState, Role
from core.errors import NotAllowed, Refused
from core.events import publish
from core.phones import parse_phone
from core.transitions import check_transition

# What keeps a stall from writing to strangers in the fair's name.
MOST_A_DAY = 50
MOST_SENDINGS = 5
ONE_DAY = timedelta(days=1)


@transaction.atomic
def invite(*, organization: Organization, actor: User, contact: str, role: Role | str) -> Invitation:
    """`contact` is an e-mail address or a phone number, of a person with an account or without.

    Raises NotAllowed for who may not give this role; Refused (field "contact") for what is neither address nor number,
    for a member, and for somebody who has an open invitation already.
    """
    Organization.objects.select_for_update().get(pk=organization.pk)
    check_may_give(actor=actor, organization=organization, role=role)
    address = _address(contact)
    if Membership.objects.filter(organization=organization, **{f"user__{k}": v for k, v in address.items()}).exists():
        raise Refused(_("This person is a member already. Change their role in the list above."), field="contact")
    now = timezone.now()
    _make_room(organization, address, now)
    invitations = Invitation.objects.filter(organization=organization)
    if invitations.filter(state=InvitationState.PENDING, **address).exists():
        raise Refused(_("An invitation is on its way to them. You can send it again below."), field="contact")
    if invitations.filter(created_at__gt=now - ONE_DAY).count() >= MOST_A_DAY:
        sentence = _("That was %(count)s invitations in a day. Go on tomorrow.")
        raise Refused(sentence % {"count": MOST_A_DAY}, field="contact")
    _claim_text(address.get("phone"), now)
    invitation = Invitation.objects.create(
        organization=organization, role=role, invited_by=actor, language=get_language() or "", **address
    )
    _publish_sending(invitation, actor)
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User) -> Membership:
    """Raises Refused with a sentence for each way in which it may no longer hold, or be another person's."""
    invitation = _locked(invitation)
    check_addressee(invitation=invitation, user=user)
    check_open(invitation=invitation)
    if Membership.objects.filter(organization_id=invitation.organization_id, user=user).exists():
        raise Refused(_("You are a member already."))
    _close(invitation, InvitationState.ACCEPTED, accepted_by=user)
    membership = add_member(organization=invitation.organization, user=user, role=invitation.role)
    event = MemberJoined(organization_id=invitation.organization_id, user_id=user.pk, role=invitation.role)
    publish(event, actor=user)
    return membership


@transaction.atomic
def decline_invitation(*, invitation: Invitation, user: User) -> None:
    invitation = _locked(invitation)
    check_addressee(invitation=invitation, user=user)
    check_open(invitation=invitation)
    _close(invitation, InvitationState.DECLINED)
    event = InvitationDeclined(invitation_id=invitation.pk, organization_id=invitation.organization_id)
    publish(event, actor=user)


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, actor: User) -> None:
    invitation = _locked(invitation)
    _check_may_manage(invitation, actor)
    _close(invitation, InvitationState.REVOKED)
    event = InvitationRevoked(invitation_id=invitation.pk, organization_id=invitation.organization_id)
    publish(event, actor=actor)


@transaction.atomic
def resend_invitation(*, invitation: Invitation, actor: User) -> Invitation:
    """A new link, good for another fortnight; the older one stops working."""
    invitation = _locked(invitation)
    check_may_give(actor=actor, organization=invitation.organization, role=invitation.role)
    if invitation.state != InvitationState.PENDING:
        check_transition(INVITATION_TRANSITIONS, invitation.state, InvitationState.PENDING)
    if invitation.sending >= MOST_SENDINGS:
        raise Refused(_("It was sent %(count)s times. Ask them in person.") % {"count": MOST_SENDINGS})
    _claim_text(str(invitation.phone) if invitation.phone else None, timezone.now())
    invitation.state = InvitationState.PENDING
    invitation.sending += 1
    invitation.expires_at = timezone.now() + VALID_FOR
    invitation.sent_at = None
    invitation.save(update_fields=["state", "sending", "expires_at", "sent_at"])
    _publish_sending(invitation, actor)
    return invitation


def check_open(*, invitation: Invitation, now: datetime | None = None) -> None:
    """Raises Refused with what has become of it."""
    if invitation.has_run_out(now=now or timezone.now()):
        ask = _("This invitation has run out. Ask %(organization)s to send it again.")
        raise Refused(ask % {"organization": invitation.organization})
    if invitation.state == InvitationState.PENDING:
        return
    sentences = {
        InvitationState.ACCEPTED: _("This invitation has been used already. It is good for one person, once."),
        InvitationState.DECLINED: _("This invitation was turned down. Ask %(organization)s for a new one."),
        InvitationState.REVOKED: _("%(organization)s has taken this invitation back."),
    }
    raise Refused(sentences[InvitationState(invitation.state)] % {"organization": invitation.organization})


def check_addressee(*, invitation: Invitation, user: User) -> None:
    if not is_addressed_to(invitation=invitation, user=user):
        sentence = _(
            "This invitation is for %(contact)s. Log in with that, or ask for one to the address you use here."
        )
        raise NotAllowed(sentence % {"contact": invitation.shown_contact})


def _address(contact: str) -> dict[str, str]:
    try:
        if "@" in contact:
            email = contact.strip().lower()
            validate_email(email)
            return {"email": email}
        return {"phone": parse_phone(contact)}
    except ValidationError as error:
        raise Refused(error.messages[0], field="contact") from error


def _claim_text(phone: str | None, now: datetime) -> None:
    """An invitation to a number is a text message: it comes out of the day's budget for those."""
    if phone is None:
        return
    try:
        claim_text(to=phone, address="", now=now)
    except TextRefused as refusal:
        raise TextRefused(refusal.message, field="contact") from refusal


def _check_may_manage(invitation: Invitation, actor: User) -> None:
    if not can_manage(actor, invitation.organization):
        raise NotAllowed(_("Only an owner or a manager can do this."))


def _locked(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update(of=["self"]).select_related("organization").get(pk=invitation.pk)


def _close(invitation: Invitation, state: InvitationState, accepted_by: User | None = None) -> None:
    check_transition(INVITATION_TRANSITIONS, invitation.state, state)
    invitation.state, invitation.answered_at, invitation.accepted_by = state, timezone.now(), accepted_by
    invitation.save(update_fields=["state", "answered_at", "accepted_by"])


def _make_room(organization: Organization, address: dict[str, str], now: datetime) -> None:
    """An invitation that ran out gives way to a new one to the same address."""
    waiting = Invitation.objects.filter(organization=organization, **address)
    waiting.filter(state=InvitationState.PENDING, expires_at__lte=now).update(state=InvitationState.EXPIRED)
    waiting.filter(state=InvitationState.EXPIRED).update(state=InvitationState.REVOKED)


def _publish_sending(invitation: Invitation, actor: User) -> None:
    event = PersonInvited(
        invitation_id=invitation.pk, organization_id=invitation.organization_id, sending=invitation.sending
    )
    publish(event, actor=actor)


def expire_invitations(*, now: datetime) -> int:
    """Those whose fortnight is over; returns how many."""
    return Invitation.objects.filter(state=InvitationState.PENDING, expires_at__lte=now).update(
        state=InvitationState.EXPIRED
    )


def note_sent(*, invitation: Invitation, now: datetime) -> None:
    Invitation.objects.filter(pk=invitation.pk, sending=invitation.sending).update(sent_at=now)
