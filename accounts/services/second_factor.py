"""The secrets of second factors stand encrypted in the database, under the same keys as numbers do."""

from collections import Counter

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.models import User
from core.encryption import EncryptedTextField, field_keys, key_id_of
from core.field_rotation import PLAIN

STRONG_TYPES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
SECRET_NAMES = ("secret", "seed")
PLACE = "mfa.authenticator.data"


class _Secret(EncryptedTextField):
    """Secrets stand inside allauth's JSON, not in a column of their own."""

    @property
    def place(self) -> bytes:
        return PLACE.encode()


def seal_secret(*, text: str) -> str:
    return _Secret().encrypt(text)


def open_secret(*, stored: str) -> str:
    """Raises DecryptionError when it stands under no configured key."""
    return _Secret().decrypt(stored)


def has_second_factor(*, user: User) -> bool:
    """Recovery codes alone are none: they are the spare key to one."""
    return Authenticator.objects.filter(user=user, type__in=STRONG_TYPES).exists()


def reseal_secrets() -> int:
    """Move every secret under the first key; returns how many stood under an older one. Safe to run twice."""
    newest = field_keys()[0].id
    moved = 0
    for pk in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).values_list("pk", flat=True):
        with transaction.atomic():
            authenticator = Authenticator.objects.select_for_update().filter(pk=pk).first()
            if authenticator is None:  # turned off meanwhile
                continue
            old = {name: stored for name, stored in _sealed(authenticator) if key_id_of(stored) != newest}
            if old:
                authenticator.data |= {
                    name: seal_secret(text=open_secret(stored=stored)) for name, stored in old.items()
                }
                authenticator.save(update_fields=["data"])
                moved += 1
    return moved


def count_secrets_by_key() -> Counter[str]:
    authenticators = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).iterator()
    return Counter(
        key_id_of(stored) or PLAIN for authenticator in authenticators for _name, stored in _sealed(authenticator)
    )


def _sealed(authenticator: Authenticator) -> list[tuple[str, str]]:
    return [(name, stored) for name in SECRET_NAMES if (stored := authenticator.data.get(name))]
