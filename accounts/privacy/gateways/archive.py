"""The ZIP: one JSON file for each kind of data, the person's pictures, and a page that shows all of it."""

from __future__ import annotations

import json
import secrets
import tempfile
import zipfile
from pathlib import PurePosixPath

from django.core.files import File
from django.core.files.storage import Storage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.encoding import force_str

from accounts.models import User
from accounts.privacy.models import Export
from core.encryption import DecryptionError
from core.personal_data import PersonalData, registry

FOLDER = "daji"


def part_name(export: Export, kind: PersonalData) -> str:
    return f"{export.folder}/parts/{kind.name}.json"


def pack_part(*, kind: PersonalData, user: User) -> bytes:
    return json.dumps(list(kind.export(user)), ensure_ascii=False, indent=1).encode()


def is_whole(storage: Storage, name: str) -> bool:
    """Whether a part is there, and not cut off where a run died."""
    if not storage.exists(name):
        return False
    try:
        with storage.open(name) as part:
            json.loads(part.read())
    except (ValueError, DecryptionError):
        return False
    return True


def build_archive(*, export: Export) -> tuple[str, int]:
    """Put the parts together; returns the stored name and the size in bytes."""
    storage = export.file.storage
    pages = []
    with tempfile.TemporaryFile() as scratch:
        with zipfile.ZipFile(scratch, "w", zipfile.ZIP_DEFLATED) as archive:
            for kind in registry:
                with storage.open(part_name(export, kind)) as part:
                    content = part.read()
                archive.writestr(f"{FOLDER}/{kind.name}.json", content)
                files = list(_copy_files(archive, kind, export.user))
                rows = json.loads(content)
                pages.append({"label": force_str(kind.label), "name": kind.name, "rows": rows, "files": files})
            context = {"pages": pages, "person": export.user, "made_at": timezone.now()}
            archive.writestr(f"{FOLDER}/index.html", render_to_string("accounts/privacy/archive.html", context))
        size = scratch.tell()
        scratch.seek(0)
        # A name nobody guesses, although no address leads there.
        name = storage.save(f"{export.folder}/{secrets.token_urlsafe(16)}.zip", File(scratch))
    return name, size


def _copy_files(archive: zipfile.ZipFile, kind: PersonalData, user: User) -> list[str]:
    names = []
    for wanted, stored in kind.files(user):
        name = f"files/{kind.name}/{PurePosixPath(wanted).name}"
        try:
            with stored.open("rb") as handle:
                archive.writestr(f"{FOLDER}/{name}", handle.read())
        except (OSError, DecryptionError):  # lost or spoilt on the disk: the rest is not withheld for it
            continue
        names.append(name)
    return names
