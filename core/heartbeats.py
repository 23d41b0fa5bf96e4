"""When each task queue was last worked off: kept in the cache, which web processes and workers share."""

import time

from django.core.cache import cache

KEPT_FOR_SECONDS = 24 * 3600


def beat(*, queue: str) -> None:
    cache.set(_key(queue), time.time(), KEPT_FOR_SECONDS)


def seconds_since(*, queue: str) -> float | None:
    """None when nobody ever did, as far back as is known."""
    beaten_at: float | None = cache.get(_key(queue))
    return None if beaten_at is None else max(0.0, time.time() - beaten_at)


def _key(queue: str) -> str:
    return f"heartbeat:{queue}"
