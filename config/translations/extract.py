"""Every string of the project that people read, found in Python and templates without gettext's binaries."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

KEYWORDS: dict[str, tuple[object, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NOT_SEARCHED = {"tests", "benchmarks", "var", "locale", "node_modules", "migrations", "static"}


class Text(NamedTuple):
    """`plural` and `context` are empty where there is none."""

    singular: str
    plural: str = ""
    context: str = ""


def texts_of_project() -> dict[Text, str]:
    """Each text with the first file it stands in, for messages to people; the order is that of the file names."""
    found: dict[Text, str] = {}
    for path in _sources():
        for text in texts_of_file(path):
            found.setdefault(text, str(path.relative_to(settings.BASE_DIR)))
    return found


def texts_of_file(path: Path) -> Iterator[Text]:
    source = path.read_text()
    if path.suffix != ".py":
        # What templatize leaves are Python calls between rows of X; indented as the template was, which Python forbids.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines())
    for _line, messages, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):  # type: ignore[arg-type]
        singular, plural = messages if isinstance(messages, tuple) else (messages, "")
        if singular:
            yield Text(singular, plural or "", context or "")


def _sources() -> Iterator[Path]:
    for path in sorted(settings.BASE_DIR.rglob("*")):
        parts = path.relative_to(settings.BASE_DIR).parts
        hidden = any(part.startswith(".") or part in NOT_SEARCHED for part in parts)
        if not hidden and path.suffix in (".py", ".html", ".txt") and (path.suffix == ".py" or "templates" in parts):
            yield path
