"""How the check of an organisation's papers goes: owner and managers hear of each step, moderators when it is their turn."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import override

from accounts.models import Organization
from accounts.queries import managers_of
from accounts.verification.events import (
    VerificationApproved,
    VerificationCheckDue,
    VerificationExpired,
    VerificationExpiresSoon,
    VerificationRefused,
    VerificationRevoked,
    VerificationSubmitted,
)
from accounts.verification.models import Verification
from accounts.verification.queries import deciders
from core.events import subscribe
from notifications.receivers.doorbell import tell_and_ring

REASON_SHOWN = 160


@subscribe(VerificationSubmitted)
def tell_of_arrival(event: VerificationSubmitted) -> None:
    _tell(event, "verification_submitted")


@subscribe(VerificationSubmitted)
def tell_moderators_of_arrival(event: VerificationSubmitted) -> None:
    _tell_moderators(event, "papers_arrived")


@subscribe(VerificationCheckDue)
def tell_moderators_of_check(event: VerificationCheckDue) -> None:
    _tell_moderators(event, "check_due", day=_day(event.next_check))


@subscribe(VerificationApproved)
def tell_of_approval(event: VerificationApproved) -> None:
    _tell(event, "verification_approved", day=_day(event.valid_through))


@subscribe(VerificationRefused)
def tell_of_refusal(event: VerificationRefused) -> None:
    _tell(event, "verification_refused", reason=_reason(event.verification_id))


@subscribe(VerificationRevoked)
def tell_of_revocation(event: VerificationRevoked) -> None:
    _tell(event, "verification_revoked", reason=_reason(event.verification_id))


@subscribe(VerificationExpiresSoon)
def tell_of_the_end(event: VerificationExpiresSoon) -> None:
    _tell(event, "verification_expires_soon", day=_day(event.valid_through))


@subscribe(VerificationExpired)
def tell_that_it_ended(event: VerificationExpired) -> None:
    _tell(event, "verification_expired")


def _tell(event: Any, kind: str, **params: Any) -> None:
    organization = Organization.objects.get(pk=event.organization_id)
    tell_and_ring(
        users=managers_of(organization=organization),
        kind=kind,
        event_id=event.event_id,
        params={"organization": dict(organization.name), **params},
        url=f"/organizations/{organization.slug}/verification/",
    )


def _tell_moderators(event: Any, kind: str, **params: Any) -> None:
    organization = Organization.objects.get(pk=event.organization_id)
    tell_and_ring(
        users=deciders(organization=organization),
        kind=kind,
        event_id=event.event_id,
        params={"organization": dict(organization.name), **params},
        url=reverse("admin:verification_verification_change", args=[event.verification_id]),
    )


def _reason(verification_id: int) -> str:
    """On one line: it becomes the subject of an e-mail."""
    reason = Verification.objects.values_list("reason", flat=True).get(pk=verification_id)
    return Truncator(" ".join(reason.split())).chars(REASON_SHOWN)


def _day(iso: str) -> dict[str, str]:
    """Written out in each language."""
    days = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            days[code] = date_format(date.fromisoformat(iso), "DATE_FORMAT")
    return days
