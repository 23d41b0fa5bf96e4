from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed as second_factor_failed
from allauth.mfa.signals import authenticator_added
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from accounts.requests import log_sign_in
from accounts.services.second_factor import STRONG_TYPES
from accounts.services.sessions import end_other_logins

SIGN_IN = {
    user_logged_in: ("logged in", False),
    user_logged_out: ("logged out", False),
    user_login_failed: ("login refused", True),
    second_factor_failed: ("second factor refused", True),
}


@receiver(authenticator_added)
def count_as_used(sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Setting it up took a code or a touch of it: whoever did that has used it in this login."""
    if authenticator.type in STRONG_TYPES:
        record_authentication(
            request, user, method="mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True
        )


@receiver([password_changed, password_set, password_reset])
def end_logins_by_the_old_password(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    end_other_logins(user=user, session_key=request.session.session_key)


@receiver([user_logged_in, user_logged_out, user_login_failed, second_factor_failed])
def write_down(sender: Any, signal: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
    act, is_refusal = SIGN_IN[signal]
    ways = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, []) if request is not None else []
    log_sign_in(
        act,
        request=request,
        user=kwargs.get("user"),
        ways=[way.get("type") or way["method"] for way in ways],
        is_refusal=is_refusal,
    )
