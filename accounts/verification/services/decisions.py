"""A moderator looks at the papers and decides. Each decision is written into the audit log in the same transaction."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.services import record_act
from accounts.models import Organization, User
from accounts.permissions import is_member
from accounts.verification.events import VerificationApproved, VerificationRefused, VerificationRevoked
from accounts.verification.models import Verification
from accounts.verification.permissions import can_decide
from accounts.verification.states import VERIFICATION_TRANSITIONS, VerificationState
from core.errors import NotAllowed, Refused
from core.events import publish
from core.transitions import check_transition

LONGEST_VALIDITY = timedelta(days=5 * 366)


@transaction.atomic
def approve(*, verification: Verification, actor: User, valid_through: date, next_check: date) -> Verification:
    """The badge appears. An approval that is in force is replaced by this one.

    Raises NotAllowed for who may not decide, Refused (field "valid_through" or "next_check") for days that make no sense,
    IllegalTransition when somebody else has decided.
    """
    verification = _locked(verification, actor)
    check_transition(VERIFICATION_TRANSITIONS, verification.state, VerificationState.APPROVED)
    _check_days(verification, valid_through, next_check)
    before = Verification.objects.select_for_update().filter(
        organization_id=verification.organization_id, state=VerificationState.APPROVED
    )
    for older in before:
        check_transition(VERIFICATION_TRANSITIONS, older.state, VerificationState.SUPERSEDED)
        older.state = VerificationState.SUPERSEDED
        older.save(update_fields=["state"])
    verification.valid_through, verification.next_check = valid_through, next_check
    _decide(verification, actor, VerificationState.APPROVED, reason="")
    _set_badge(verification, is_on=True)
    record_act(
        actor=actor,
        action="verification.approved",
        target=verification,
        details={"valid_through": valid_through.isoformat(), "next_check": next_check.isoformat()},
    )
    event = VerificationApproved(
        verification_id=verification.pk,
        organization_id=verification.organization_id,
        valid_through=valid_through.isoformat(),
    )
    publish(event, actor=actor)
    return verification


@transaction.atomic
def refuse(*, verification: Verification, actor: User, reason: str, wrong_papers: Collection[int] = ()) -> Verification:
    """Sent back, with a reason that the owner reads. `wrong_papers` (ids) are not carried over into the next round."""
    verification = _locked(verification, actor)
    check_transition(VERIFICATION_TRANSITIONS, verification.state, VerificationState.REFUSED)
    _decide(verification, actor, VerificationState.REFUSED, reason=_said(reason))
    verification.documents.filter(pk__in=wrong_papers).update(is_wrong=True)
    record_act(actor=actor, action="verification.refused", target=verification, reason=verification.reason)
    event = VerificationRefused(verification_id=verification.pk, organization_id=verification.organization_id)
    publish(event, actor=actor)
    return verification


@transaction.atomic
def revoke(*, verification: Verification, actor: User, reason: str) -> Verification:
    """An approval in force is taken away before its day: the papers were false, or the business is gone."""
    verification = _locked(verification, actor)
    check_transition(VERIFICATION_TRANSITIONS, verification.state, VerificationState.REVOKED)
    _decide(verification, actor, VerificationState.REVOKED, reason=_said(reason))
    _set_badge(verification, is_on=False)
    record_act(actor=actor, action="verification.revoked", target=verification, reason=verification.reason)
    event = VerificationRevoked(verification_id=verification.pk, organization_id=verification.organization_id)
    publish(event, actor=actor)
    return verification


@transaction.atomic
def look_again(*, verification: Verification, actor: User, next_check: date) -> Verification:
    """Somebody looked at what is in force, found it as it was, and says when the next look is due. The badge stays."""
    verification = _locked(verification, actor)
    if verification.state != VerificationState.APPROVED or verification.valid_through is None:
        raise Refused(_("This is no longer in force. Load the page again."))
    _check_next(next_check, verification.valid_through)
    before, verification.next_check = verification.next_check, next_check
    verification.save(update_fields=["next_check"])
    details = {"before": before.isoformat() if before else "", "next_check": next_check.isoformat()}
    record_act(actor=actor, action="verification.looked_at_again", target=verification, details=details)
    return verification


def _locked(verification: Verification, actor: User) -> Verification:
    if not can_decide(actor):
        raise NotAllowed(_("Only a moderator can decide this."))
    verification = (
        Verification.objects.select_for_update(of=["self"]).select_related("organization").get(pk=verification.pk)
    )
    if is_member(actor, verification.organization):
        raise NotAllowed(_("You belong to this organisation. Somebody else must decide."))
    return verification


def _check_days(verification: Verification, valid_through: date, next_check: date) -> None:
    today = timezone.localdate()
    if valid_through <= today:
        raise Refused(_("Choose a day that is still to come."), field="valid_through")
    if valid_through > today + LONGEST_VALIDITY:
        raise Refused(_("Five years at the most."), field="valid_through")
    printed = verification.licence_valid_through
    if printed is not None and valid_through > printed:
        raise Refused(_("Not longer than the licence itself."), field="valid_through")
    _check_next(next_check, valid_through)


def _check_next(next_check: date, valid_through: date) -> None:
    if not timezone.localdate() < next_check <= valid_through:
        raise Refused(_("Choose a day between tomorrow and the last day of validity."), field="next_check")


def _said(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say why. The owner reads it and puts it right."), field="reason")
    return reason


def _decide(verification: Verification, actor: User, state: VerificationState, *, reason: str) -> None:
    verification.state, verification.reason = state, reason
    verification.decided_at, verification.decided_by = timezone.now(), actor
    verification.save(update_fields=["state", "reason", "decided_at", "decided_by", "valid_through", "next_check"])


def _set_badge(verification: Verification, *, is_on: bool) -> None:
    Organization.objects.filter(pk=verification.organization_id).update(verified_at=timezone.now() if is_on else None)
