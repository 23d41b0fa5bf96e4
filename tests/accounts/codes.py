"""Reading the texts that went out, as a person would."""

import re
from pathlib import Path

from django.conf import settings


def texts_to(number: str) -> list[str]:
    files = sorted(
        Path(settings.DAJI_SMS_FOLDER).glob(f"{number.removeprefix('+')}-*.txt"), key=lambda f: f.stat().st_mtime_ns
    )
    return [file.read_text() for file in files]


def code_in(text: str) -> str:
    found = re.search(r"code(?: is|:) (\d{6})", text)
    assert found
    return found.group(1)


def another(code: str) -> str:
    """Six digits that are certainly not these."""
    return f"{(int(code) + 1) % 1_000_000:06}"
