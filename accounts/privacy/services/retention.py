"""Forgetting what is older than the table says, in batches that hold no table for long."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from core.personal_data import retentions

BATCH_ROWS = 500
MOST_BATCHES = 200


def forget_what_is_old(*, now: datetime) -> dict[str, int]:
    """How many of each kind were forgotten. What one run leaves, the next one takes."""
    return {rule.name: _forget(rule.name, now) for rule in retentions.values()}


def _forget(name: str, now: datetime) -> int:
    before = now - timedelta(days=settings.DAJI_KEEP_DAYS[name])
    total = 0
    for _batch in range(MOST_BATCHES):
        forgotten = retentions[name].forget(before, BATCH_ROWS)
        total += forgotten
        if forgotten < BATCH_ROWS:
            break
    return total
