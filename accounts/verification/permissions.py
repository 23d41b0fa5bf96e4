from typing import Any

from accounts.permissions import is_moderator


def can_decide(user: Any) -> bool:
    """Moderators and superusers see papers and decide; nobody else on the staff does."""
    return is_moderator(user) and user.is_staff
