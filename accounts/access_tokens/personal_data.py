from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from accounts.access_tokens.models import AccessToken
from accounts.models import User
from core.personal_data import PersonalData, Row, registry, rows


def _tokens(user: User) -> Iterable[Row]:
    found = AccessToken.objects.filter(user=user).order_by("pk")
    return rows(found, "name", "scopes", "created_at", "expires_at", "last_used_at", "revoked_at")


def _forget(user: User) -> None:
    AccessToken.objects.filter(user=user).delete()


def register() -> None:
    registry.register(
        PersonalData(
            name="access_tokens",
            label=gettext_lazy("Keys you made for programs"),
            models=("access_tokens.AccessToken",),
            export=_tokens,
            erase=_forget,
            erased=gettext_lazy("Keys you made for programs."),
        )
    )
