"""`.po` to `.mo` without gettext's binaries, next to each other, when the `.po` is newer."""

import logging
import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import reloader

logger = logging.getLogger(__name__)


def po_files() -> list[Path]:
    return sorted(path for folder in settings.LOCALE_PATHS for path in Path(folder).glob("*/LC_MESSAGES/django.po"))


def compile_if_stale() -> list[Path]:
    """The files that were written; translations already loaded by this process are loaded again."""
    written = []
    for po_path in po_files():
        mo_path = po_path.with_suffix(".mo")
        if mo_path.exists() and mo_path.stat().st_mtime_ns >= po_path.stat().st_mtime_ns:
            continue
        with po_path.open("rb") as po_file:
            catalogue = read_po(po_file)
        unfinished = mo_path.with_suffix(f".mo.{os.getpid()}")  # several processes may start at once
        with unfinished.open("wb") as mo_file:
            write_mo(mo_file, catalogue)
        unfinished.replace(mo_path)
        reloader.translation_file_changed(sender=None, file_path=mo_path)
        written.append(mo_path)
    return written


def compile_at_start() -> None:
    """For every process. Where the code may not be written to, what was compiled before is used."""
    try:
        compile_if_stale()
    except OSError as error:
        logger.warning("Translations not compiled: %s. Run `manage.py translations --compile` as their owner.", error)
