"""What somebody wrote in rooms, and where they were not to write for a while."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy

from accounts.models import User
from core.personal_data import PersonalData, Retention, Row, delete_batch, plain, register_retention, registry
from live.chat.models import Message, Mute


def _messages(user: User) -> Iterable[Row]:
    for message in Message.objects.filter(author=user).select_related("room").order_by("pk").iterator():
        yield {
            "room": str(message.room.title),
            "text": message.body,
            "at": plain(message.created_at),
            "deleted_at": plain(message.deleted_at),
        }


def _mutes(user: User) -> Iterable[Row]:
    for mute in Mute.objects.filter(user=user).select_related("room").order_by("pk"):
        yield {"room": str(mute.room.title), "reason": mute.reason, "until": plain(mute.until)}


def _old_messages(before: datetime, limit: int) -> int:
    return delete_batch(Message.objects.filter(created_at__lt=before), limit)


def register() -> None:
    registry.register(
        PersonalData(
            name="chat",
            label=gettext_lazy("What you wrote in live rooms"),
            models=("chat.Message",),
            export=_messages,
            kept=gettext_lazy("What you wrote in live rooms, beside “Someone who left”: one year, then it goes."),
        ),
        PersonalData(
            name="mutes",
            label=gettext_lazy("Where you were not to write for a while"),
            models=("chat.Mute",),
            export=_mutes,
        ),
    )
    register_retention(
        Retention(name="chat", label=gettext_lazy("What is written in live rooms"), forget=_old_messages)
    )
