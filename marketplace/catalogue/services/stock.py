from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.models import User
from core.errors import Refused
from core.events import publish
from marketplace.catalogue.events import StockMoved
from marketplace.catalogue.models import Batch, StockMovement, Variant
from marketplace.catalogue.services.codes import batch_code
from marketplace.catalogue.states import MovementReason
from marketplace.storefronts.models import Farm, Plot
from marketplace.storefronts.permissions import require_editor

# More than any farm picks in a day; a finger that stayed on a key must not fill the column.
MOST_UNITS = 1_000_000


@transaction.atomic
def add_batch(*, variant: Variant, actor: User, quantity: int, **details: Any) -> Batch:
    """A harvest with its first `quantity` units; `details` are harvested_on, best_before, plot and note, and `code` where
    one is wanted."""
    farm = variant.product.farm
    require_editor(actor, farm)
    _check_plot(farm, details.get("plot"))
    details.setdefault("code", batch_code(farm=farm, harvested_on=details["harvested_on"]))
    batch = Batch.objects.create(variant=variant, **details)
    if quantity:
        move_stock(batch=batch, actor=actor, change=quantity, reason=MovementReason.HARVEST)
    return batch


@transaction.atomic
def change_batch(*, batch: Batch, actor: User, **details: Any) -> Batch:
    farm = batch.variant.product.farm
    require_editor(actor, farm)
    _check_plot(farm, details.get("plot"))
    for name, value in details.items():
        setattr(batch, name, value)
    batch.save(update_fields=details.keys())
    return batch


@transaction.atomic
def move_stock(
    *, batch: Batch, actor: User, change: int, reason: MovementReason | str, note: str = ""
) -> StockMovement:
    """Add units to a batch or take free ones away, with the reason on record.

    One UPDATE decides, so it holds while people buy. Raises `Refused` when fewer are free than shall go.
    """
    require_editor(actor, batch.variant.product.farm)
    if change == 0 or abs(change) > MOST_UNITS:
        raise Refused(_("Say how many: at least one, at most a million."), field="quantity")
    enough = Batch.objects.filter(pk=batch.pk, free__gte=-change)
    if not enough.update(free=F("free") + change, stocked=F("stocked") + change):
        batch.refresh_from_db(fields=["free"])
        message = ngettext_lazy(
            "Only %(free)d is free.", "Only %(free)d are free; the others are promised or sold.", "free"
        )
        raise Refused(message % {"free": batch.free}, field="quantity")
    batch.refresh_from_db(fields=["free", "stocked"])
    movement = StockMovement.objects.create(batch=batch, change=change, reason=reason, note=note, actor=actor)
    free = Variant.objects.with_free().get(pk=batch.variant_id).available
    publish(StockMoved(batch_id=batch.pk, variant_id=batch.variant_id, change=change, free=free), actor=actor)
    return movement


def _check_plot(farm: Farm, plot: Plot | None) -> None:
    if plot is not None and plot.farm_id != farm.pk:
        raise Refused(_("That plot belongs to another farm."), field="plot")
