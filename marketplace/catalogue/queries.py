import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, F, IntegerField, Max, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from marketplace.catalogue.models import Batch, Product, StockMovement, Variant
from marketplace.storefronts.models import DiaryEntry, Farm

# A box's story: what the diary said about its plot in the months before it was picked.
STORY_OF_A_BATCH = datetime.timedelta(days=180)


def with_offer(products: QuerySet[Product]) -> QuerySet[Product]:
    """Adds what a card shows: `from_price`, `from_compare_at` and `from_size` of the cheapest size, `sizes_count`, `free`
    (of all sizes together) and `picked_on`, the day of the newest harvest that is still to be had."""
    offered = Variant.objects.offered().filter(product=OuterRef("pk"))
    cheapest = offered.order_by("price", "pk")
    batches = Batch.objects.filter(variant__product=OuterRef("pk"), variant__withdrawn_at=None).order_by()
    per_product = batches.values("variant__product")
    return products.annotate(
        from_price=Subquery(cheapest.values("price")[:1]),
        from_compare_at=Subquery(cheapest.values("compare_at")[:1]),
        from_size=Subquery(cheapest.values("name")[:1]),
        sizes_count=_or_zero(offered.order_by().values("product").annotate(n=Count("pk")).values("n")),
        free=_or_zero(per_product.annotate(n=Sum("free")).values("n")),
        picked_on=Subquery(per_product.filter(free__gt=0).annotate(day=Max("harvested_on")).values("day")),
    ).select_related("farm__organization__avatar", "picture")


def _or_zero(numbers: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(numbers, output_field=IntegerField()), 0)


def products_on_sale(*, farm: Farm | None = None, text: str = "") -> QuerySet[Product]:
    """What stands on the stalls, newest first, with everything a card shows (`with_offer`); `text` is looked for in the
    name in every language."""
    found = Product.objects.on_sale().filter(variants__withdrawn_at=None, variants__isnull=False).distinct()
    if farm is not None:
        found = found.filter(farm=farm)
    if text:
        in_name = Q()
        for code, _name in settings.LANGUAGES:
            in_name |= Q(**{f"name__{code}__icontains": text})
        found = found.filter(in_name)
    return with_offer(found).order_by("-pk")


def freshly_picked() -> QuerySet[Product]:
    """What stands on the stalls and was picked, the newest harvest first."""
    return products_on_sale().filter(Q(picked_on__isnull=False)).order_by(F("picked_on").desc(), "-pk")


def products_of(*, farm: Farm) -> QuerySet[Product]:
    """All of a farm's goods for its desk, whatever their state, with what a card shows."""
    return with_offer(farm.products.all()).order_by("-pk")


def offered_variants(*, product: Product) -> QuerySet[Any]:
    """The sizes one can buy, smallest first, each with `free` and `batches_in_stock` in the order in which they leave."""
    in_stock = Batch.objects.in_stock().first_expiring_first().select_related("plot")
    return (
        product.variants.offered()
        .with_free()
        .order_by("weight_grams", "pk")
        .prefetch_related(Prefetch("batches", queryset=in_stock, to_attr="batches_in_stock"))
    )


def newest_batches(*, farm: Farm, limit: int) -> QuerySet[Batch]:
    """The farm's last harvests of goods that have a page, with plot and product."""
    return (
        Batch.objects.filter(variant__product__in=Product.objects.public().filter(farm=farm))
        .select_related("plot", "variant__product")
        .order_by("-harvested_on", "-pk")[:limit]
    )


def batch_page(*, code: str) -> QuerySet[Batch]:
    """The batch of that code if its product has a page, with all that its own page names."""
    return Batch.objects.filter(code=code, variant__product__in=Product.objects.public()).select_related(
        "plot", "variant__product__picture", "variant__product__farm__organization__avatar"
    )


def diary_behind(*, batch: Batch, limit: int) -> QuerySet[DiaryEntry]:
    """What the diary says about the batch's plot, or the whole farm, up to the day it was picked; newest first."""
    farm = batch.variant.product.farm
    about = Q(plot=batch.plot) | Q(plot=None) if batch.plot else Q()
    return farm.diary.filter(
        about, date__lte=batch.harvested_on, date__gte=batch.harvested_on - STORY_OF_A_BATCH
    ).select_related("picture", "plot")[:limit]


def movements_of(*, batch: Batch) -> QuerySet[StockMovement]:
    return batch.movements.select_related("actor")


def sizes_for_desk(*, product: Product) -> QuerySet[Variant]:
    """All sizes, also withdrawn ones, with `free`."""
    return product.variants.with_free().order_by("withdrawn_at", "weight_grams", "pk")


def batches_for_desk(*, product: Product) -> QuerySet[Batch]:
    return Batch.objects.filter(variant__product=product).select_related("variant", "plot")
