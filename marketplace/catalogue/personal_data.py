from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from accounts.models import User
from core.personal_data import PersonalData, Row, registry, rows
from marketplace.catalogue.models import StockMovement


def _stock(user: User) -> Iterable[Row]:
    found = StockMovement.objects.filter(actor=user).select_related("batch").order_by("pk")
    return rows(found, "batch__code", "change", "at")


def register() -> None:
    registry.register(
        PersonalData(
            name="stock",
            label=gettext_lazy("Stock you counted"),
            models=("catalogue.StockMovement",),
            export=_stock,
        )
    )
