"""Columns that say nothing to whoever reads the database: numbers and texts, encrypted with keys that are not in it.

Stored is `e1:<key id>:<base64>`. The first of `settings.DAJI_FIELD_KEYS` encrypts, all of them decrypt. The model and the
field are authenticated with the value, so that a value moved to another column is no value. Each key is stretched (HKDF)
into one each for texts, numbers and files (`core.sealed_files`).

`EncryptedTextField` (AES-256-GCM, random nonce): the same text twice gives two values; only "is it null" can be asked.
`EncryptedPhoneField` (AES-SIV, RFC 5297, deterministic): the same number gives the same value, so equality, `get_or_create`
and `unique=True` work, and whoever reads the database can see that two rows have the same number but not which.

While keys change (`manage.py rotate_field_keys`), rows stand under several of them. A lookup asks for the number under each.
Before a number is saved, rows that hold it under an older key move to the first one, so that the unique index sees both.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import EmptyResultSet, ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.lookups import Exact, In
from phonenumber_field.modelfields import PhoneNumberField

PREFIX = "e1"
KEY_SIZES = (32, 64)
NONCE_BYTES = 12


class DecryptionError(Exception):
    """A stored value that no configured key opens, or that was never encrypted. Names the column, never the value."""


@dataclass(frozen=True)
class FieldKey:
    id: str
    for_texts: AESGCM
    for_numbers: AESSIV
    for_files: bytes = field(repr=False)

    def for_file(self, salt: bytes) -> bytes:
        """A key for the one file that has this salt."""
        return HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"daji file").derive(self.for_files)


def read_key(text: str) -> bytes:
    """The bytes of a key as it stands in the settings: base64 (either alphabet) of 32 or 64 bytes.

    Raises ImproperlyConfigured without repeating the key.
    """
    try:
        key = base64.b64decode(text.strip().replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) not in KEY_SIZES:
        raise ImproperlyConfigured(
            "Each of DAJI_FIELD_KEYS is the base64 of 32 random bytes, for example from: openssl rand -base64 32"
        )
    return key


def new_key() -> str:
    return base64.b64encode(os.urandom(KEY_SIZES[0])).decode()


@lru_cache(maxsize=8)
def _read_keys(texts: tuple[str, ...]) -> tuple[FieldKey, ...]:
    if not texts:
        raise ImproperlyConfigured("Set DAJI_FIELD_KEYS: without a key, numbers can be neither written nor read.")
    return tuple(_stretch(read_key(text)) for text in texts)


def _stretch(key: bytes) -> FieldKey:
    def derive(length: int, purpose: bytes) -> bytes:
        return HKDF(algorithm=SHA256(), length=length, salt=None, info=b"daji field " + purpose).derive(key)

    return FieldKey(
        id=hashlib.sha256(b"daji field key id" + key).hexdigest()[:8],
        for_texts=AESGCM(derive(32, b"texts")),
        for_numbers=AESSIV(derive(64, b"numbers")),
        for_files=derive(32, b"files"),
    )


def field_keys() -> tuple[FieldKey, ...]:
    """The configured keys; the first one encrypts."""
    return _read_keys(tuple(settings.DAJI_FIELD_KEYS))


def key_id_of(stored: str) -> str | None:
    """Under which key a stored value stands; None when it is not encrypted."""
    prefix, _, rest = stored.partition(":")
    return rest.partition(":")[0] if prefix == PREFIX and ":" in rest else None


def seal_bytes(content: bytes, *, place: bytes) -> bytes:
    """For what is no column of text and lives for days only, so that no rotation has to move it."""
    key, nonce = field_keys()[0], os.urandom(NONCE_BYTES)
    return b":".join([PREFIX.encode(), key.id.encode(), nonce + key.for_texts.encrypt(nonce, content, place)])


def open_bytes(sealed: bytes, *, place: bytes) -> bytes:
    """Raises DecryptionError. What was kept before it was sealed is given back as it is."""
    prefix, _, rest = sealed.partition(b":")
    if prefix != PREFIX.encode():
        return sealed
    key_id, _, content = rest.partition(b":")
    key = next((key for key in field_keys() if key.id.encode() == key_id), None)
    if key is None:
        raise DecryptionError(f"A value of {place.decode()} stands under a key that is not in DAJI_FIELD_KEYS.")
    try:
        return key.for_texts.decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], place)
    except (InvalidTag, ValueError):
        raise DecryptionError(f"A value of {place.decode()} was changed or moved there.") from None


class EncryptedField(models.Field):
    """What both kinds share. `seal` and `unseal` know the cipher."""

    allowed_lookups: ClassVar[frozenset[str]] = frozenset({"isnull"})

    @property
    def place(self) -> bytes:
        """Authenticated with every value: the column it belongs to."""
        return f"{self.model._meta.label_lower}.{self.name}".encode()

    def seal(self, text: str, key: FieldKey) -> bytes:
        raise NotImplementedError

    def unseal(self, sealed: bytes, key: FieldKey) -> bytes:
        raise NotImplementedError

    def encrypt(self, text: str, key: FieldKey | None = None) -> str:
        key = key or field_keys()[0]
        return f"{PREFIX}:{key.id}:{base64.b64encode(self.seal(text, key)).decode()}"

    def decrypt(self, stored: str) -> str:
        key_id = key_id_of(stored)
        key = next((key for key in field_keys() if key.id == key_id), None)
        if key is None:
            why = f"stands under key {key_id}, which is not in DAJI_FIELD_KEYS" if key_id else "is not encrypted"
            raise DecryptionError(f"A value of {self.place.decode()} {why}.")
        try:
            return self.unseal(base64.b64decode(stored.rpartition(":")[2], validate=True), key).decode()
        except (InvalidTag, binascii.Error, ValueError):
            raise DecryptionError(f"A value of {self.place.decode()} was changed or moved there.") from None

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        value = super().get_db_prep_value(value, connection, prepared)
        return self.encrypt(value) if isinstance(value, str) and value else value

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return self.decrypt(value) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Order, parts and patterns are not to be found in what is encrypted: Django then says "unsupported lookup"."""
        return super().get_lookup(lookup_name) if lookup_name in self.allowed_lookups else None


class EncryptedTextField(EncryptedField, models.TextField):
    def seal(self, text: str, key: FieldKey) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + key.for_texts.encrypt(nonce, text.encode(), self.place)

    def unseal(self, sealed: bytes, key: FieldKey) -> bytes:
        return key.for_texts.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], self.place)


class EncryptedPhoneField(EncryptedField, PhoneNumberField):
    """A `PhoneNumber` in Python, E.164 inside the cipher; 52 to 56 characters in the column."""

    allowed_lookups = frozenset({"exact", "in", "isnull"})

    @property
    def region(self) -> str | None:
        return self._region or settings.DAJI_PHONE_REGION

    def seal(self, text: str, key: FieldKey) -> bytes:
        return key.for_numbers.encrypt(text.encode(), [self.place])

    def unseal(self, sealed: bytes, key: FieldKey) -> bytes:
        return key.for_numbers.decrypt(sealed, [self.place])

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return self.to_python(super().from_db_value(value, expression, connection))

    def stored_forms(self, numbers: Iterable[str]) -> list[str]:
        """How these numbers (E.164) may stand in the column: under each key."""
        return [self.encrypt(number, key) for number in numbers for key in field_keys()]

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        number = self.get_prep_value(value)
        if number and len(field_keys()) > 1:
            using = model_instance._state.db or DEFAULT_DB_ALIAS
            for key in field_keys()[1:]:
                replace_stored(self, old=self.encrypt(number, key), new=self.encrypt(number), using=using)
        return value


def replace_stored(field: models.Field, *, old: str, new: str, pk: Any = None, using: str = DEFAULT_DB_ALIAS) -> int:
    """Put one stored form in the place of another, if it is still there; returns in how many rows."""
    connection = connections[using]
    quote = connection.ops.quote_name
    column, key = quote(str(field.column)), quote(str(field.model._meta.pk.column))
    sql = f"UPDATE {quote(field.model._meta.db_table)} SET {column} = %s WHERE {column} = %s"  # noqa: S608 -- own names
    params = [new, old]
    if pk is not None:
        sql, params = f"{sql} AND {key} = %s", [*params, pk]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


def _under_each_key(
    lookup: Any, numbers: Sequence[str | None], compiler: Any, connection: Any
) -> tuple[str, list[Any]]:
    lhs, params = lookup.process_lhs(compiler, connection)
    stored = lookup.lhs.output_field.stored_forms(number for number in numbers if number)
    if not stored:
        raise EmptyResultSet
    return f"{lhs} IN ({', '.join(['%s'] * len(stored))})", [*params, *stored]


@EncryptedPhoneField.register_lookup
class PhoneExact(Exact):
    def as_sql(self, compiler: Any, connection: Any) -> Any:
        if not self.rhs_is_direct_value():
            return super().as_sql(compiler, connection)
        return _under_each_key(self, [self.rhs], compiler, connection)


@EncryptedPhoneField.register_lookup
class PhoneIn(In):
    def as_sql(self, compiler: Any, connection: Any) -> Any:
        if not self.rhs_is_direct_value():
            return super().as_sql(compiler, connection)
        return _under_each_key(self, list(self.rhs), compiler, connection)
