"""While a badge stands, somebody looks again on the day set for it. Until they have, the day is said once."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.verification.events import VerificationCheckDue
from accounts.verification.models import CheckReminder, Verification
from accounts.verification.queries import checks_due
from accounts.verification.states import VerificationState
from core.events import publish


def remind_of_checks(*, today: date) -> int:
    """How many moderators were told of. May run as often as one likes, on several workers."""
    return sum(_remind(pk) for pk in checks_due(day=today).values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int) -> bool:
    """False when it was said before, or somebody has decided meanwhile."""
    verification = Verification.objects.select_for_update().get(pk=pk)
    if verification.state != VerificationState.APPROVED or verification.next_check is None:
        return False
    _reminder, is_new = CheckReminder.objects.get_or_create(verification=verification, day=verification.next_check)
    if is_new:
        event = VerificationCheckDue(
            verification_id=pk,
            organization_id=verification.organization_id,
            next_check=verification.next_check.isoformat(),
        )
        publish(event)
    return is_new
