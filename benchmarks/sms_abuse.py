"""Code pumping: a million requests for codes from 100,000 addresses over one block of numbers, against the day's budget."""

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.servers import ROOT, environment

REQUESTS = int(os.environ.get("BENCH_SMS_REQUESTS", "1000000"))
ADDRESSES = 100_000
AT_MOST_SECONDS = 240
BLOCK = "+861391234"


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        env = environment(Path(folder), DAJI_DEMO="0", LOG_LEVEL="ERROR", DAJI_SMS_PER_DAY="2000")
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0"],
            cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        told = subprocess.run(
            [sys.executable, "-m", "benchmarks.sms_abuse"],
            cwd=ROOT,
            env=env,
            check=True,
            capture_output=True,
            text=True,
        )
    asked, sent, share, seconds, others, wanted = (float(word) for word in told.stdout.split())
    return [
        Figure(f"codes sent in {asked:,.0f} requests over one block", sent, "texts", "share of the block", share),
        Figure("refused requests for codes", (asked - sent) / seconds, "req/s"),
        Figure("codes of other people in between", others, "texts", "asked for", wanted),
    ]


def attack() -> tuple[int, int, int, float, int, int]:
    """(requests, codes sent, share of the block, seconds, codes that others got meanwhile, codes they asked for)"""
    from django.conf import settings

    from accounts.services.texts import TextRefused, claim_text

    now = datetime.now(UTC)

    def claim(to: str, address: str) -> int:
        try:
            claim_text(to=to, address=address, now=now)
        except TextRefused:
            return 0
        return 1

    sent = others = wanted = asked = 0
    began = time.monotonic()
    while asked < REQUESTS and time.monotonic() - began < AT_MOST_SECONDS:
        place = asked % ADDRESSES
        sent += claim(f"{BLOCK}{asked % 10_000:04}", f"10.{place >> 16}.{place >> 8 & 255}.{place & 255}")
        asked += 1
        if asked % (REQUESTS // 100 or 1) == 0:
            wanted += 1
            others += claim(f"+86138{wanted:04}7788", f"203.0.113.{wanted}")
    seconds = time.monotonic() - began
    share = settings.DAJI_SMS_PER_DAY * settings.DAJI_SMS_PREFIX_PERCENT // 100
    return asked, sent, share, seconds, others, wanted


if __name__ == "__main__":
    import django

    django.setup()
    print(*attack())
