"""Somebody behind the fair takes keys away from a person whose account stays open: a lost phone, a secret in a picture."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.access_tokens.models import AccessToken
from accounts.access_tokens.queries import tokens_of
from accounts.access_tokens.services.tokens import revoke_token
from accounts.audit.services import record_act
from accounts.models import User
from accounts.services.deactivation import check_may_shut
from accounts.services.sessions import end_other_logins
from core.errors import Refused


@transaction.atomic
def end_access(*, person: User, actor: User, reason: str) -> tuple[int, int]:
    """Ends every login and revokes every token of a person, who may log in again. How many logins and tokens it were.

    Raises as `deactivate_person` does.
    """
    locked = User.objects.select_for_update().get(pk=person.pk)
    check_may_shut(actor=actor, person=locked, reason=reason)
    if locked == actor:
        raise Refused(_("These are your own logins. End them on your page “Where you are logged in”."))
    tokens = list(tokens_of(user=locked).usable())
    for token in tokens:
        revoke_token(token=token, actor=actor)
    logins = end_other_logins(user=locked, session_key=None)
    details = {"logins_ended": logins, "tokens_revoked": len(tokens)}
    record_act(actor=actor, action="person.access_ended", target=locked, reason=reason, details=details)
    return logins, len(tokens)


@transaction.atomic
def revoke_of_another(*, token: AccessToken, actor: User, reason: str) -> None:
    """Raises NotAllowed for who is not support or not above its owner, Refused without a reason or when it is revoked."""
    check_may_shut(actor=actor, person=token.user, reason=reason)
    token = AccessToken.objects.select_for_update(of=["self"]).get(pk=token.pk)
    if token.revoked_at is not None:
        raise Refused(_("It was revoked before."))
    revoke_token(token=token, actor=actor)
    record_act(actor=actor, action="access_token.revoked", target=token, reason=reason)
