"""What the catalogue shows on a farm's page and on its desk."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from marketplace.catalogue import queries
from marketplace.catalogue.models import Variant
from marketplace.catalogue.states import ProductState
from marketplace.storefronts.models import Farm
from marketplace.storefronts.panels import FarmPanel, Figure, Place, Task

BATCHES_ON_THE_FARM_PAGE = 4
FEW_LEFT = 5
MOST_TASKS = 4


def stall(farm: Farm) -> dict[str, Any]:
    products = list(queries.products_on_sale(farm=farm))
    return {"products": products, "count": len(products)}


def batches(farm: Farm) -> dict[str, Any] | None:
    newest = list(queries.newest_batches(farm=farm, limit=BATCHES_ON_THE_FARM_PAGE))
    return {"batches": newest} if newest else None


STALL = FarmPanel(
    slug="stall",
    label=gettext_lazy("Stall"),
    icon="basket",
    place=Place.SECTION,
    template_name="marketplace/catalogue/_stall_panel.html",
    context=stall,
)
BATCHES = FarmPanel(
    slug="batches",
    label=gettext_lazy("Batches"),
    icon="package",
    place=Place.ASIDE,
    template_name="marketplace/catalogue/_batches_panel.html",
    context=batches,
)


def figures(farm: Farm) -> Iterator[Figure]:
    counts = farm.products.aggregate(
        on_sale=Count("pk", filter=Q(state=ProductState.ON_SALE)),
        drafts=Count("pk", filter=Q(state=ProductState.DRAFT)),
    )
    drafts = ngettext("%(count)d draft", "%(count)d drafts", counts["drafts"]) % {"count": counts["drafts"]}
    yield Figure(
        icon="plant",
        label=_("On the stall"),
        value=str(counts["on_sale"]),
        note=drafts if counts["drafts"] else "",
        url=reverse("catalogue:goods"),
    )


def tasks(farm: Farm) -> Iterator[Task]:
    sizes = Variant.objects.offered().filter(product__farm=farm, product__state=ProductState.ON_SALE)
    scarce = sizes.scarce(most=FEW_LEFT).select_related("product")
    for variant in scarce[:MOST_TASKS]:
        words = (
            ngettext("%(name)s: %(count)d left", "%(name)s: %(count)d left", variant.available)
            if variant.available
            else _("%(name)s: sold out")
        )
        yield Task(
            icon="package",
            text=words % {"name": variant, "count": variant.available},
            url=reverse("catalogue:new-batch", args=[variant.sku]),
            action=_("Add"),
        )
