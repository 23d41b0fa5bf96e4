"""Moving what stands in encrypted columns from one key to the next, row by row, while the site runs.

Each row is replaced only if it still holds what was read (compare and swap), so that a number somebody saves meanwhile is
never undone; killed in the middle, the next run goes on with what is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connections, transaction

from core.encryption import PREFIX, EncryptedField, field_keys, key_id_of, replace_stored

BATCH_ROWS = 500
PLAIN = "(not encrypted)"


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """Encrypted values that stand inside something else than an `EncryptedField`.

    `move()` puts them under the first key and returns how many it moved; `count()` counts them by the key they stand under.
    """

    label: str
    move: Callable[[], int]
    count: Callable[[], Counter[str]]


sealed: dict[str, Sealed] = {}


def register_sealed(label: str, *, move: Callable[[], int], count: Callable[[], Counter[str]]) -> None:
    """For `AppConfig.ready`: `manage.py rotate_field_keys` then moves and counts these too."""
    sealed[label] = Sealed(label=label, move=move, count=count)


def encrypted_fields() -> list[EncryptedField]:
    return [
        field for model in apps.get_models() for field in model._meta.local_fields if isinstance(field, EncryptedField)
    ]


def stored_values(
    field: EncryptedField, *, using: str = DEFAULT_DB_ALIAS, batch_rows: int = BATCH_ROWS
) -> Iterator[list[tuple[Any, str]]]:
    """Batches of (primary key, what stands in the column), in the order of the keys; NULL and "" are left out."""
    connection = connections[using]
    quote = connection.ops.quote_name
    column, key = quote(str(field.column)), quote(str(field.model._meta.pk.column))
    after: tuple[str, list[Any]] = ("", [])
    while True:
        sql = (
            f"SELECT {key}, {column} FROM {quote(field.model._meta.db_table)} "  # noqa: S608 -- own names
            f"WHERE {column} IS NOT NULL AND {column} <> ''{after[0]} ORDER BY {key} LIMIT {batch_rows:d}"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, after[1])
            rows = cursor.fetchall()
        if not rows:
            return
        yield rows
        after = (f" AND {key} > %s", [rows[-1][0]])


def rotate_rows(field: EncryptedField, rows: list[tuple[Any, str]], *, using: str = DEFAULT_DB_ALIAS) -> list[Any]:
    """Put these rows under the first key, each in a transaction of its own; returns the keys of rows that cannot move,
    because another row already holds the same number under the first key."""
    newest = field_keys()[0]
    stuck = []
    for pk, stored in rows:
        if key_id_of(stored) == newest.id:
            continue
        try:
            with transaction.atomic(using=using):
                replace_stored(field, old=stored, new=field.encrypt(field.decrypt(stored)), pk=pk, using=using)
        except IntegrityError:
            stuck.append(pk)
    return stuck


def count_by_key(field: EncryptedField, *, using: str = DEFAULT_DB_ALIAS) -> Counter[str]:
    return Counter(key_id_of(stored) or PLAIN for rows in stored_values(field, using=using) for _pk, stored in rows)


def encrypt_column(field: EncryptedField, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """For migrations: what still stands there plainly."""
    for rows in stored_values(field, using=using):
        for pk, stored in rows:
            if not stored.startswith(f"{PREFIX}:"):
                replace_stored(field, old=stored, new=field.encrypt(stored), pk=pk, using=using)


def decrypt_column(field: EncryptedField, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """For migrations, backwards."""
    for rows in stored_values(field, using=using):
        for pk, stored in rows:
            if stored.startswith(f"{PREFIX}:"):
                replace_stored(field, old=stored, new=field.decrypt(stored), pk=pk, using=using)
