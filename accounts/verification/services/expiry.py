"""A check ends on its day. It is said 30 days, 7 days and 1 day before, once each, and then the badge goes."""

from datetime import date, timedelta

from django.db import transaction

from accounts.models import Organization
from accounts.verification.events import VerificationExpired, VerificationExpiresSoon
from accounts.verification.models import ExpiryReminder, Verification
from accounts.verification.queries import ending_by
from accounts.verification.states import VERIFICATION_TRANSITIONS, VerificationState
from core.events import publish
from core.transitions import check_transition

REMINDER_DAYS = (30, 7, 1)


def remind_and_expire(*, today: date) -> tuple[int, int]:
    """How many were reminded and how many ended. May run as often as one likes, on several workers."""
    horizon = today + timedelta(days=max(REMINDER_DAYS))
    reminded = ended = 0
    for verification in ending_by(day=horizon):
        days_left = ((verification.valid_through or today) - today).days
        if days_left < 0:
            ended += expire(verification=verification, today=today)
        else:
            threshold = min(days for days in REMINDER_DAYS if days >= days_left)
            reminded += remind(verification=verification, days=threshold)
    return reminded, ended


@transaction.atomic
def remind(*, verification: Verification, days: int) -> bool:
    """False when it was said before. Whoever comes late is told the nearest threshold alone, never two at once."""
    _reminder, is_new = ExpiryReminder.objects.get_or_create(verification=verification, days=days)
    if is_new and verification.valid_through is not None:
        event = VerificationExpiresSoon(
            verification_id=verification.pk,
            organization_id=verification.organization_id,
            days=days,
            valid_through=verification.valid_through.isoformat(),
        )
        publish(event)
    return is_new


@transaction.atomic
def expire(*, verification: Verification, today: date) -> bool:
    """Valid through the whole of its last day. False when it is not over, or somebody was faster."""
    verification = Verification.objects.select_for_update().get(pk=verification.pk)
    is_over = verification.valid_through is not None and verification.valid_through < today
    if verification.state != VerificationState.APPROVED or not is_over:
        return False
    check_transition(VERIFICATION_TRANSITIONS, verification.state, VerificationState.EXPIRED)
    verification.state = VerificationState.EXPIRED
    verification.save(update_fields=["state"])
    Organization.objects.filter(pk=verification.organization_id).update(verified_at=None)
    publish(VerificationExpired(verification_id=verification.pk, organization_id=verification.organization_id))
    return True
