"""How often somebody may do something: fixed windows, counted in the cache."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.utils.functional import Promise

from core.errors import Refused


@dataclass(frozen=True)
class Spent:
    """One policy after one more act was counted."""

    policy: str
    quota: int
    window: int
    used: int
    resets_in: int

    @property
    def left(self) -> int:
        return max(0, self.quota - self.used)

    @property
    def is_over(self) -> bool:
        return self.used > self.quota


class TooOften(Refused):
    """Said beside what was typed, or on a page that keeps it."""

    status = 429

    def __init__(self, message: str | Promise, *, retry_after_seconds: int) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


def count(*, policy: str, who: str, rate: tuple[int, int], now: float | None = None, cost: int = 1) -> Spent:
    """Count `cost` acts of `who` against so many in so many seconds; with 0 only look."""
    quota, window = rate
    now = time.time() if now is None else now
    number, resets_in = int(now // window), math.ceil(window - now % window)
    key = f"rate:{policy}:{who}:{number}"
    cache.add(key, 0, timeout=window * 2)
    try:
        used = cache.incr(key, cost) if cost else int(cache.get(key, 0))
    except ValueError:  # the window ended between the two calls
        used = cost
    return Spent(policy, quota, window, used, resets_in)


def check_pace(*, who: Mapping[str, str], sentence: str | Promise) -> None:
    """Count one act under each policy of `settings.DAJI_RATES`; whoever is not known ("") is not counted.

    Raises TooOften with the sentence, when one of them is used up.
    """
    spent = [count(policy=policy, who=one, rate=settings.DAJI_RATES[policy]) for policy, one in who.items() if one]
    over = [one for one in spent if one.is_over]
    if over:
        raise TooOften(sentence, retry_after_seconds=max(one.resets_in for one in over))
