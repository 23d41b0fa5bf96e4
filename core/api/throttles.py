"""How many requests one may make: fixed windows, counted in the cache, told in the RateLimit headers.

Headers as in draft-ietf-httpapi-ratelimit-headers: `RateLimit-Policy: "token";q=300;w=60` says the rule,
`RateLimit: "token";r=287;t=41` what is left of it and in how many seconds it begins anew.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from core.limits import Spent, count


def spend(*, policy: str, who: str, now: float | None = None, cost: int = 1) -> Spent:
    """Count `cost` requests of `who` against `settings.DAJI_API_RATES[policy]`; with 0 only look."""
    return count(policy=policy, who=who, rate=settings.DAJI_API_RATES[policy], now=now, cost=cost)


def headers_for(spent: Iterable[Spent]) -> dict[str, str]:
    spent = list(spent)
    if not spent:
        return {}
    return {
        "RateLimit-Policy": ", ".join(f'"{one.policy}";q={one.quota};w={one.window}' for one in spent),
        "RateLimit": ", ".join(f'"{one.policy}";r={one.left};t={one.resets_in}' for one in spent),
    }
