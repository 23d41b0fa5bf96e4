from __future__ import annotations

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Organization, User
from accounts.permissions import MODERATORS
from accounts.verification.models import CheckReminder, Verification, VerificationDocument
from accounts.verification.states import OPEN_STATES, VerificationState


def open_round(*, organization: Organization) -> Verification | None:
    return Verification.objects.filter(organization=organization, state__in=OPEN_STATES).first()


def latest_round(*, organization: Organization) -> Verification | None:
    return Verification.objects.filter(organization=organization).order_by("-round").first()


def round_before(*, verification: Verification) -> Verification | None:
    """The round whose decision this one answers: the last before it that was looked at."""
    looked_at = Verification.objects.filter(
        organization_id=verification.organization_id, round__lt=verification.round, decided_at__isnull=False
    )
    return looked_at.prefetch_related("documents__document").order_by("-round").first()


def ended_rounds(*, organization: Organization) -> QuerySet[Verification]:
    """What has been decided so far, the latest first."""
    return Verification.objects.filter(organization=organization).exclude(state__in=OPEN_STATES).order_by("-round")


def papers_to_carry_over(*, verification: Verification) -> QuerySet[VerificationDocument]:
    return verification.documents.filter(is_wrong=False).select_related("document")


def queue() -> QuerySet[Verification]:
    """What waits for a decision, the longest wait first."""
    waiting = Verification.objects.filter(state=VerificationState.SUBMITTED)
    return waiting.select_related("organization", "submitted_by").order_by("submitted_at", "pk")


def checks_due(*, day: datetime.date) -> QuerySet[Verification]:
    """In force, to be looked at again by that day, and nobody was told of it yet."""
    due = Verification.objects.filter(state=VerificationState.APPROVED, next_check__lte=day)
    told = CheckReminder.objects.filter(verification=OuterRef("pk"), day=OuterRef("next_check"))
    return due.filter(~Exists(told)).order_by("next_check", "pk")


def deciders(*, organization: Organization) -> QuerySet[User]:
    """Who may decide about its papers: as `can_decide`, and none of its own members."""
    may = Q(groups__name=MODERATORS) | Q(is_superuser=True)
    people = User.objects.filter(may, is_active=True, is_staff=True).exclude(memberships__organization=organization)
    return people.distinct().order_by("pk")


def ending_by(*, day: datetime.date) -> QuerySet[Verification]:
    """In force now, and valid through that day at the longest."""
    in_force = Verification.objects.filter(state=VerificationState.APPROVED, valid_through__lte=day)
    return in_force.order_by("valid_through", "pk")
