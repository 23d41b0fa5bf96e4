from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.verification.models import Verification
from accounts.verification.services.forgetting import forget_old_papers
from core.personal_data import PersonalData, Retention, Row, register_retention, registry, rows


def _rounds(user: User) -> Iterable[Row]:
    found = Verification.objects.filter(Q(submitted_by=user) | Q(decided_by=user)).select_related("organization")
    return rows(found.order_by("pk"), "organization", "round", "state", "submitted_at", "decided_at")


def register() -> None:
    registry.register(
        PersonalData(
            name="verifications",
            label=gettext_lazy("Papers you sent in or looked at"),
            models=("verification.Verification",),
            export=_rounds,
            kept=gettext_lazy("Papers of a farm or employer: they belong to it, and prove that it was looked at."),
        )
    )
    register_retention(
        Retention(
            name="verification_papers",
            label=gettext_lazy("Papers that were sent back or taken back"),
            forget=lambda before, limit: forget_old_papers(before=before, limit=limit),
        )
    )
