from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from accounts.models import User
from core.personal_data import PersonalData, Row, plain, registry
from marketplace.sale_rooms.models import FlashDeal, Pin


def _counter(user: User) -> Iterable[Row]:
    for model, actor in ((Pin, "pinned_by"), (FlashDeal, "started_by")):
        for thing in model._base_manager.filter(**{actor: user}).order_by("pk"):
            yield {"kind": model._meta.model_name, "number": thing.pk, "at": plain(_when(thing))}


def _when(thing: Pin | FlashDeal) -> object:
    return thing.pinned_at if isinstance(thing, Pin) else thing.starts_at


def register() -> None:
    registry.register(
        PersonalData(
            name="counter",
            label=gettext_lazy("What you put on the counter of live sales"),
            models=("sale_rooms.Pin", "sale_rooms.FlashDeal"),
            export=_counter,
        )
    )
