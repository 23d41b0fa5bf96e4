import logging
from typing import Any, cast

from allauth.account.internal.flows.password_reset_by_code import PASSWORD_RESET_VERIFICATION_SESSION_KEY
from allauth.account.internal.stagekit import get_pending_stage
from django.http import HttpRequest

from accounts.models import User
from core.client_address import client_address

logger = logging.getLogger("daji.security")


def current_user(request: HttpRequest) -> User:
    """The person behind a request that `login_required` let in."""
    return cast("User", request.user)


def claim_for(request: HttpRequest, to: str) -> None:
    """Remember that a form of this request took one message to this number or address out of the budget."""
    request.claimed_for = to  # type: ignore[attr-defined]


def was_claimed(request: HttpRequest, to: str) -> bool:
    """True once: what is sent after it needs a claim of its own."""
    claimed = getattr(request, "claimed_for", None) == to
    if claimed:
        request.claimed_for = None  # type: ignore[attr-defined]
    return claimed


def asker_of_code(request: HttpRequest) -> tuple[User | None, str]:
    """Whose code was typed wrongly, as far as that is known, and how it had been sent: "text" or "email"."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    if name == "account_confirm_password_reset_code":
        state = request.session.get(PASSWORD_RESET_VERIFICATION_SESSION_KEY, {})
        return User.objects.filter(pk=state.get("user_id")).first(), "email"
    if request.user.is_authenticated:
        return current_user(request), "text" if name == "account_verify_phone" else "email"
    stage = get_pending_stage(request)
    if stage is None:
        return None, "email"
    return stage.login.user, "text" if stage.state.get("phone") else "email"


def log_sign_in(act: str, *, request: HttpRequest | None, user: Any, ways: list[str], is_refusal: bool) -> None:
    """One line: who, from where, by what. What was typed is not in it."""
    details = {
        "user_id": user.pk if user is not None else None,
        "client": client_address(request) if request is not None else "",
        "ways": ways,
    }
    logger.log(logging.WARNING if is_refusal else logging.INFO, act, extra=details)
