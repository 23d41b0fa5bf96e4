"""Making, using and revoking a token."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access_tokens.events import AccessTokenMade, AccessTokenRevoked
from accounts.access_tokens.kinds import LIFETIME_DAYS, SCOPES
from accounts.access_tokens.models import AccessToken
from accounts.access_tokens.queries import PREFIX, digest_of
from accounts.models import User
from core.errors import Refused
from core.events import publish

SECRET_BYTES = 32
MOST_TOKENS = 50
USE_IS_NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def make_token(*, user: User, name: str, scopes: Collection[str], days: int) -> tuple[AccessToken, str]:
    """The token and its secret, which is shown now and never again. Raises Refused beside "name", "scopes" or "days"."""
    name = name.strip()
    if not name:
        raise Refused(_("Give it a name, so that you know it again."), field="name")
    if not scopes:
        raise Refused(_("Choose at least one right."), field="scopes")
    if set(scopes) - set(SCOPES):
        raise Refused(_("This right is not known here. Reload the page."), field="scopes")
    if days not in LIFETIME_DAYS:
        raise Refused(_("Choose how long it is valid."), field="days")
    User.objects.select_for_update().get(pk=user.pk)
    if AccessToken.objects.usable().filter(user=user).count() >= MOST_TOKENS:
        raise Refused(_("You have {most} tokens. Revoke one that you do not need.").format(most=MOST_TOKENS))
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    now = timezone.now()
    token = AccessToken.objects.create(
        user=user,
        name=name,
        digest=digest_of(secret),
        hint=secret[-4:],
        scopes=[scope for scope in SCOPES if scope in scopes],
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    publish(AccessTokenMade(token_id=token.pk, user_id=user.pk), actor=user)
    return token, secret


@transaction.atomic
def revoke_token(*, token: AccessToken, actor: User) -> None:
    """At once and for good; revoking twice is revoking once."""
    revoked = AccessToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
    if revoked:
        publish(AccessTokenRevoked(token_id=token.pk, user_id=token.user_id), actor=actor)


def note_use(*, token: AccessToken, now: datetime | None = None) -> None:
    """At most once a minute: a program that asks ten times a second must not write ten times a second."""
    now = now or timezone.now()
    if token.last_used_at is not None and now - token.last_used_at < USE_IS_NOTED_EVERY:
        return
    stale = Q(last_used_at=None) | Q(last_used_at__lte=now - USE_IS_NOTED_EVERY)
    AccessToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)
