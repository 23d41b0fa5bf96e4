"""`make bench`, or `python -m benchmarks [name …] [--record]`: runs them all in bounded time and prints one table.

An entry is a module of this folder with `run() -> list[Figure]`, named in ENTRIES. `--record` writes the table to
docs/benchmarks.md, from which the figures in README are taken.
"""

import importlib
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure, table

RECORD = Path("docs/benchmarks.md")


ENTRIES = ("start", "pages", "fanout", "video_latency", "phone_budget", "uploads", "sms_abuse", "recovery")


def entries(wanted: list[str]) -> list[str]:
    return [name for name in ENTRIES if not wanted or name in wanted]


def main(arguments: list[str]) -> int:
    wanted = [argument for argument in arguments if not argument.startswith("-")]
    figures: list[Figure] = []
    failed: list[str] = []
    for name in entries(wanted):
        module = importlib.import_module(f"benchmarks.{name}")
        print(f"{name}: {(module.__doc__ or '').strip().splitlines()[0]}", file=sys.stderr, flush=True)
        try:
            figures += module.run()
        except Exception:
            traceback.print_exc()
            failed.append(name)
    print(table(figures))
    if "--record" in arguments and not failed:
        head = "# Benchmarks\n\nWritten by `python -m benchmarks --record` on {day}. {hint}\n\n{table}\n"
        hint = "Ratios carry over to other machines; figures do not."
        RECORD.write_text(head.format(day=datetime.now(UTC).date(), hint=hint, table=table(figures)))
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
