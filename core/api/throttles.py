"""How many requests one may make: fixed windows, counted in the cache, told in the RateLimit headers.

Headers as in draft-ietf-httpapi-ratelimit-headers: `RateLimit-Policy: "token";q=300;w=60` says the rule,
`RateLimit: "token";r=287;t=41` what is left of it and in how many seconds it begins anew.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache


@dataclass(frozen=True)
class Spent:
    """One policy after one more request was counted."""

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


def spend(*, policy: str, who: str, now: float | None = None, cost: int = 1) -> Spent:
    """Count `cost` requests of `who` against `settings.DAJI_API_RATES[policy]`; with 0 only look."""
    quota, window = settings.DAJI_API_RATES[policy]
    now = time.time() if now is None else now
    number, resets_in = int(now // window), math.ceil(window - now % window)
    key = f"api-rate:{policy}:{who}:{number}"
    cache.add(key, 0, timeout=window * 2)
    try:
        used = cache.incr(key, cost) if cost else int(cache.get(key, 0))
    except ValueError:  # the window ended between the two calls
        used = cost
    return Spent(policy, quota, window, used, resets_in)


def headers_for(spent: Iterable[Spent]) -> dict[str, str]:
    spent = list(spent)
    if not spent:
        return {}
    return {
        "RateLimit-Policy": ", ".join(f'"{one.policy}";q={one.quota};w={one.window}' for one in spent),
        "RateLimit": ", ".join(f'"{one.policy}";r={one.left};t={one.resets_in}' for one in spent),
    }
