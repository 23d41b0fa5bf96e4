import logging
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed as second_factor_failed
from allauth.mfa.signals import authenticator_added
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from accounts.services.second_factor import STRONG_TYPES
from core.client_address import client_address

logger = logging.getLogger("daji.security")
SIGN_IN = {
    user_logged_in: ("logged in", logging.INFO),
    user_logged_out: ("logged out", logging.INFO),
    user_login_failed: ("login refused", logging.WARNING),
    second_factor_failed: ("second factor refused", logging.WARNING),
}


@receiver(authenticator_added)
def count_as_used(sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Setting it up took a code or a touch of it: whoever did that has used it in this login."""
    if authenticator.type in STRONG_TYPES:
        record_authentication(
            request, user, method="mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True
        )


@receiver([user_logged_in, user_logged_out, user_login_failed, second_factor_failed])
def write_down(sender: Any, signal: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
    """One line each: who, from where, by what. What was typed is in none of them."""
    act, level = SIGN_IN[signal]
    user = kwargs.get("user")
    ways = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, []) if request is not None else []
    details = {
        "user_id": user.pk if user is not None else None,
        "client": client_address(request) if request is not None else "",
        "ways": [way.get("type") or way["method"] for way in ways],
    }
    logger.log(level, act, extra=details)
