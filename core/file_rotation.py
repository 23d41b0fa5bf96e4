"""Moving sealed files from one key to the next, and sealing what lies there from before, while the site runs.

A file moves by a new name: written beside the old one, then put into the row if that still names the old one (compare and
swap), then the old one goes. Backups copy by name, so they take the new one along and forget the old one in time. Killed
anywhere in between, the next run writes the same name again, or finds the old file beside the new one and deletes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.apps import apps
from django.db import models

from core.encryption import field_keys
from core.field_rotation import PLAIN
from core.sealed_files import SealedStorage, name_under, own_name


def sealed_file_fields() -> list[models.FileField]:
    return [
        field
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.FileField) and isinstance(field.storage, SealedStorage)
    ]


def stored_files(field: models.FileField) -> Iterator[tuple[Any, str, str]]:
    """(primary key, name, key id or `PLAIN`) of every file that is there."""
    rows = field.model._base_manager.exclude(**{field.name: ""}).order_by("pk")
    for pk, name in rows.values_list("pk", field.name).iterator():
        with suppress(FileNotFoundError):  # deleted or moved meanwhile, or lost long ago
            yield pk, name, _storage(field).key_id(name) or PLAIN


def count_files_by_key(field: models.FileField) -> Counter[str]:
    return Counter(key_id for _pk, _name, key_id in stored_files(field))


def rotate_files(field: models.FileField) -> int:
    """Put every file under the first key; returns how many moved. Raises DecryptionError for one that no key opens."""
    newest, moved = field_keys()[0].id, 0
    for pk, name, key_id in stored_files(field):
        if key_id != newest:
            moved += _move(field, pk, name)
        else:
            _delete_what_it_was(field, name)
    return moved


def _move(field: models.FileField, pk: Any, old: str) -> bool:
    storage, rows = _storage(field), field.model._base_manager.filter(pk=pk)
    new = name_under(old, field_keys()[0].id)
    try:
        with storage.open(old) as content:
            storage.save(new, content)
    except FileNotFoundError:
        return False
    if rows.filter(**{field.name: old}).update(**{field.name: new}):
        _delete_what_it_was(field, new)
        return True
    if not rows.filter(**{field.name: new}).exists():  # else another run was quicker, and the file is the row's
        storage.delete(new)
    return False


def _delete_what_it_was(field: models.FileField, name: str) -> None:
    for other in (own_name(name), *(name_under(name, key.id) for key in field_keys())):
        if other != name:
            _storage(field).delete(other)


def _storage(field: models.FileField) -> SealedStorage:
    assert isinstance(field.storage, SealedStorage)
    return field.storage
