"""What somebody was told, and where others were told of them by name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy

from accounts.models import User
from core.localized import in_every_language
from core.personal_data import PersonalData, Retention, Row, delete_batch, register_retention, registry, rows
from notifications.models import Notification

SOMEONE = gettext_lazy("Someone who left")


def _told(user: User) -> Iterable[Row]:
    return rows(Notification.objects.filter(user=user).order_by("pk"), "sentence", "url", "created_at", "read_at")


def _forget(user: User) -> None:
    Notification.objects.filter(user=user).delete()
    naming = Notification.objects.filter(event__actor=user, params__has_key="name")
    for notification in naming.iterator():
        notification.params["name"] = dict(in_every_language(SOMEONE))
        notification.save(update_fields=["params"])


def _old(before: datetime, limit: int) -> int:
    return delete_batch(Notification.objects.filter(created_at__lt=before), limit)


def register() -> None:
    registry.register(
        PersonalData(
            name="notifications",
            label=gettext_lazy("What you were told"),
            models=("notifications.Notification",),
            export=_told,
            erase=_forget,
            erased=gettext_lazy("What you were told, and your name in what others were told."),
        )
    )
    register_retention(Retention(name="notifications", label=gettext_lazy("What you were told"), forget=_old))
