"""Where the keys come from that encrypt numbers in the database: the environment, or a file beside the data."""

import base64
import binascii
import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

KEY_SIZES = (32, 64)


def keys_of_production(keys: list[str]) -> list[str]:
    """Raises ImproperlyConfigured, with a sentence that does not repeat the key, unless each of them will do."""
    if not keys:
        raise ImproperlyConfigured(
            "Set DAJI_FIELD_KEYS: the keys that encrypt phone numbers in the database, separated by commas, newest first. "
            "Make one with: openssl rand -base64 32. Without it no number can be read, so keep it where secrets are kept."
        )
    for number, key in enumerate(keys, 1):
        try:
            size = len(base64.b64decode(key.strip().replace("-", "+").replace("_", "/"), validate=True))
        except (binascii.Error, ValueError):
            size = 0
        if size not in KEY_SIZES:
            raise ImproperlyConfigured(
                f"Key {number} of DAJI_FIELD_KEYS is not the base64 of 32 or 64 random bytes. "
                "Make one with: openssl rand -base64 32"
            )
    if len(set(keys)) < len(keys):
        raise ImproperlyConfigured("DAJI_FIELD_KEYS names a key twice. Each stands there once, the newest first.")
    return keys


def keys_beside_the_data(data_dir: Path) -> list[str]:
    """The lines of `field_keys` in the data folder, the newest first; made on first use, readable by its owner alone."""
    file = data_dir / "field_keys"
    try:
        if not file.exists():
            data_dir.mkdir(parents=True, exist_ok=True)
            # Written whole under another name and then linked: of two processes that start together one wins.
            draft = data_dir / f".field_keys.{os.getpid()}"
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as handle:
                handle.write(base64.b64encode(os.urandom(32)) + b"\n")
            try:
                os.link(draft, file)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return [line.strip() for line in file.read_text().splitlines() if line.strip()]
    except OSError as error:
        raise ImproperlyConfigured(
            f"{file} cannot be read or made ({error.strerror}). Set DAJI_DATA_DIR to a folder that can, or DAJI_FIELD_KEYS."
        ) from None
