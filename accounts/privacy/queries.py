from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Max

from accounts.models import User
from accounts.privacy.kinds import PURPOSES, Purpose
from accounts.privacy.models import ConsentReceipt, Export
from accounts.privacy.states import Decision, ExportState
from core.personal_data import Blocker, Text, registry, retentions


@dataclass(frozen=True)
class Consent:
    """Where somebody stands with one purpose; `receipt` is the latest, None when never asked."""

    purpose: Purpose
    receipt: ConsentReceipt | None

    @property
    def is_given(self) -> bool:
        """What is optional is on until it is switched off; what is required counts only when it was agreed to."""
        if self.receipt is None:
            return self.purpose.is_optional
        return self.receipt.decision == Decision.GIVEN

    @property
    def is_current(self) -> bool:
        return self.receipt is not None and self.receipt.version == self.purpose.version


def consents_of(*, user: User) -> list[Consent]:
    latest: dict[str, ConsentReceipt] = {}
    for receipt in user.consents.order_by("pk"):
        latest[receipt.purpose] = receipt
    return [Consent(purpose, latest.get(slug)) for slug, purpose in PURPOSES.items()]


def who_withdrew(*, purpose: str, among: Iterable[int]) -> set[int]:
    """Which of these people took this back."""
    latest = (
        ConsentReceipt.objects.filter(purpose=purpose, user_id__in=list(among))
        .order_by()
        .values("user_id")
        .annotate(latest=Max("pk"))
        .values("latest")
    )
    withdrawn = ConsentReceipt.objects.filter(pk__in=latest, decision=Decision.WITHDRAWN)
    return set(withdrawn.values_list("user_id", flat=True))


def latest_export(*, user: User) -> Export | None:
    return user.exports.exclude(state=ExportState.GONE).order_by("-pk").first()


def downloadable(*, user: User, now: datetime) -> list[Export]:
    return list(user.exports.filter(state=ExportState.READY, expires_at__gt=now))


def what_blocks_erasing(*, user: User) -> list[Blocker]:
    return [blocker for kind in registry for blocker in kind.blockers(user)]


@dataclass(frozen=True)
class Kept:
    label: Text
    days: int

    @property
    def years(self) -> int:
        """0 where it is no whole number of them."""
        return 0 if self.days % 365 else self.days // 365


def how_long_what_is_kept() -> list[Kept]:
    rules = [Kept(rule.label, settings.DAJI_KEEP_DAYS[rule.name]) for rule in retentions.values()]
    return sorted(rules, key=lambda rule: rule.days)
