from typing import cast

from django.http import HttpRequest

from accounts.models import User


def current_user(request: HttpRequest) -> User:
    """The person behind a request that `login_required` let in."""
    return cast("User", request.user)


def claim_for_text(request: HttpRequest, phone: str) -> None:
    """Remember that a form of this request took one message to `phone` out of the budget."""
    request.text_claimed_for = phone  # type: ignore[attr-defined]


def text_was_claimed(request: HttpRequest, phone: str) -> bool:
    """True once: what is sent after it needs a claim of its own."""
    claimed = getattr(request, "text_claimed_for", None) == phone
    if claimed:
        request.text_claimed_for = None  # type: ignore[attr-defined]
    return claimed
