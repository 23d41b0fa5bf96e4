from typing import Any

from django.db import transaction

from accounts.models import User
from core.events import publish
from marketplace.storefronts.events import FarmChanged
from marketplace.storefronts.models import Farm, Plot
from marketplace.storefronts.permissions import require_editor


@transaction.atomic
def add_plot(*, farm: Farm, actor: User, **words: Any) -> Plot:
    require_editor(actor, farm)
    plot = Plot.objects.create(farm=farm, **words)
    publish(FarmChanged(organization_id=farm.pk, part="plot"), actor=actor)
    return plot


@transaction.atomic
def change_plot(*, plot: Plot, actor: User, **words: Any) -> Plot:
    require_editor(actor, plot.farm)
    for name, value in words.items():
        setattr(plot, name, value)
    plot.save(update_fields=words.keys())
    publish(FarmChanged(organization_id=plot.farm_id, part="plot"), actor=actor)
    return plot
