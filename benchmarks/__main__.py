"""`make bench`, or `python -m benchmarks [name …] [--record]`: runs them in bounded time and prints their tables.

An entry is a module of this folder with `run() -> list[Figure]`, named in ENTRIES. `--record` writes each table into its
section of docs/benchmarks.md, from which the figures in README are taken; the sections of other entries stay as they are.
"""

import importlib
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import table

RECORD = Path("docs/benchmarks.md")
HEAD = """# Benchmarks

Written by `python -m benchmarks --record`. Ratios carry over to other machines; figures do not.
"""
ENTRIES = ("start", "pages", "fanout", "video_latency", "phone_budget", "uploads", "sms_abuse", "recovery")


def entries(wanted: list[str]) -> list[str]:
    return [name for name in ENTRIES if not wanted or name in wanted]


def main(arguments: list[str]) -> int:
    wanted = [argument for argument in arguments if not argument.startswith("-")]
    failed: list[str] = []
    for name in entries(wanted):
        module = importlib.import_module(f"benchmarks.{name}")
        what = (module.__doc__ or "").strip().splitlines()[0]
        print(f"{name}: {what}", file=sys.stderr, flush=True)
        try:
            found = table(module.run())
        except Exception:
            traceback.print_exc()
            failed.append(name)
            continue
        print(f"{found}\n", flush=True)
        if "--record" in arguments:
            section = f"{what}\n\nOn {datetime.now(UTC).date()}:\n\n{found}\n"
            RECORD.write_text(with_section(RECORD.read_text(), name, section))
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


def with_section(text: str, name: str, section: str) -> str:
    """The record with this section in the place that the order of ENTRIES gives it."""
    _head, *others = text.split("\n## ")
    sections = dict(other.split("\n\n", 1) for other in others) | {name: section}
    return "\n".join([HEAD, *(f"## {name}\n\n{sections[name].strip()}\n" for name in ENTRIES if name in sections)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
