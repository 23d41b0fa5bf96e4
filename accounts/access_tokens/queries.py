from __future__ import annotations

import hashlib

from accounts.access_tokens.models import AccessToken, AccessTokenQuerySet
from accounts.models import User

PREFIX = "daji_"


def digest_of(secret: str) -> str:
    """Plain SHA-256: the secret is 256 random bits, so there is nothing that a slow hash would protect from guessing."""
    return hashlib.sha256(secret.encode()).hexdigest()


def tokens_of(*, user: User) -> AccessTokenQuerySet:
    """Newest first; those that open nothing any more as well."""
    return AccessToken.objects.filter(user=user).order_by("-pk")


def find_usable(*, secret: str) -> AccessToken | None:
    """With its person, if both may still act."""
    if not secret.startswith(PREFIX):
        return None
    found = AccessToken.objects.usable().filter(digest=digest_of(secret), user__is_active=True)
    return found.select_related("user").first()
