"""Translation files: sorted, without line numbers and dates, so that a change shows what changed."""

import re
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from config.translations.extract import Text

HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<!%)%[sd]|\{\w*\}")


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=_language(path))
    with path.open("rb") as file:
        return read_po(file, locale=_language(path))


def update(path: Path, texts: Iterable[Text]) -> int:
    """Write the file with exactly these texts, keeping the translations there are; returns how many have none."""
    old, new = read(path), Catalog(locale=_language(path))
    for text in sorted(set(texts), key=lambda text: (text.singular.casefold(), text)):
        known = old.get(text.singular, context=text.context or None)
        same_kind = known is not None and isinstance(known.string, tuple) == bool(text.plural)
        message = new.add(
            (text.singular, text.plural) if text.plural else text.singular,
            context=text.context or None,
            string=known.string if known is not None and same_kind and not known.fuzzy else None,
        )
        message.flags -= {"python-format", "python-brace-format"}
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.format(language=_language(path), plural_forms=new.plural_forms).encode())
        write_po(file, new, omit_header=True, no_location=True, sort_output=False, width=100)
    return sum(1 for message in new if message.id and not _is_translated(message.string))


def problems(path: Path, texts: dict[Text, str]) -> list[str]:
    """One line for each text that is missing, untranslated, fuzzy, left over or has other placeholders."""
    catalogue = read(path)
    found = []
    for text, source in texts.items():
        message = catalogue.get(text.singular, context=text.context or None)
        if message is None or isinstance(message.id, tuple) != bool(text.plural):
            found.append(f"missing: {text.singular!r} ({source})")
        elif message.fuzzy:
            found.append(f"fuzzy: {text.singular!r} ({source})")
        elif not _is_translated(message.string):
            found.append(f"untranslated: {text.singular!r} ({source})")
        else:
            found += [
                f"other placeholders: {text.singular!r} -> {translated!r} ({source})"
                for translated in (message.string if isinstance(message.string, tuple) else (message.string,))
                if _placeholders(translated) != _placeholders(text.plural or text.singular)
            ]
    wanted = {(text.singular, text.context) for text in texts}
    for message in catalogue:
        singular = message.id[0] if isinstance(message.id, tuple) else message.id
        if singular and (singular, message.context or "") not in wanted:
            found.append(f"left over: {singular!r}")
    return found


def _language(path: Path) -> str:
    return path.parents[1].name


def _is_translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


def _placeholders(text: object) -> list[str]:
    return sorted(set(PLACEHOLDER.findall(str(text))))
