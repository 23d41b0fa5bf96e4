"""Payments carry the number of an order and no name; they go out with the orders. Here is what somebody posted by hand."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from accounts.models import User
from core.personal_data import PersonalData, Row, registry, rows
from marketplace.payments.models import Transaction


def _posted(user: User) -> Iterable[Row]:
    return rows(Transaction.objects.filter(actor=user).order_by("at"), "kind", "reference", "at")


def register() -> None:
    registry.register(
        PersonalData(
            name="books",
            label=gettext_lazy("What you wrote into the books"),
            models=("payments.Transaction",),
            export=_posted,
        )
    )
