"""Token buckets: so many at once, then so many a second."""

from __future__ import annotations

import time
from dataclasses import dataclass

SWEPT_ABOVE = 10_000  # buckets


@dataclass(slots=True)
class Bucket:
    tokens: float
    filled_at: float


class TokenBuckets:
    def __init__(self, *, per_second: float, burst: int) -> None:
        self.per_second = per_second
        self.burst = burst
        self._buckets: dict[str, Bucket] = {}

    def take(self, key: str, *, now: float | None = None) -> bool:
        """Take one token of `key`'s bucket; False when it is empty."""
        now = time.monotonic() if now is None else now
        if len(self._buckets) > SWEPT_ABOVE:
            self._forget_full(now)
        bucket = self._buckets.setdefault(key, Bucket(self.burst, now))
        bucket.tokens = min(self.burst, bucket.tokens + (now - bucket.filled_at) * self.per_second)
        bucket.filled_at = now
        if bucket.tokens < 1:
            return False
        bucket.tokens -= 1
        return True

    def _forget_full(self, now: float) -> None:
        full_after = self.burst / self.per_second
        self._buckets = {key: bucket for key, bucket in self._buckets.items() if now - bucket.filled_at < full_after}
