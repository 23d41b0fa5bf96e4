from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from accounts.models import User
from core.personal_data import PersonalData, Row, registry, rows
from marketplace.storefronts.models import DiaryEntry


def _diary(user: User) -> Iterable[Row]:
    return rows(DiaryEntry.objects.filter(written_by=user).order_by("pk"), "date", "title", "body", "written_at")


def register() -> None:
    registry.register(
        PersonalData(
            name="diary",
            label=gettext_lazy("What you wrote in crop diaries"),
            models=("storefronts.DiaryEntry",),
            export=_diary,
            kept=gettext_lazy("Crop diaries: they belong to the farm. Your name goes from them."),
        )
    )
