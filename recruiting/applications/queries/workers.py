from __future__ import annotations

from accounts.models import User


def worker_with_number(*, phone: str) -> User | None:
    """The account that has proved this number its own."""
    return User.objects.filter(phone=phone, phone_verified=True, is_active=True).first()
