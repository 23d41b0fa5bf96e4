from __future__ import annotations

from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.localized import LocalizedTextField
from core.money import Money, MoneyField
from marketplace.catalogue.states import ProductState
from marketplace.storefronts.models import Farm


class ProductQuerySet(QuerySet["Product"]):
    def on_sale(self) -> ProductQuerySet:
        return self.filter(state=ProductState.ON_SALE)

    def public(self) -> ProductQuerySet:
        """What has a page for everybody: a paused product still answers for the boxes it sent."""
        return self.exclude(state=ProductState.DRAFT)


class Product(models.Model):
    """What stands on a farm's stall, in one or several sizes."""

    farm = models.ForeignKey(Farm, on_delete=models.PROTECT, related_name="products", verbose_name=_("farm"))
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = LocalizedTextField(_("name"), max_length=120)
    description = LocalizedTextField(_("description"), blank=True)
    picture = models.ForeignKey(
        "uploads.Picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ProductState, default=ProductState.DRAFT, editable=False
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "-id"], name="product_newest_by_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ProductState.values), name="product_state_known"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("catalogue:product", args=[self.slug])

    @property
    def is_on_sale(self) -> bool:
        return self.state == ProductState.ON_SALE

    @property
    def is_sold_out(self) -> bool:
        """For rows from `queries.with_offer`."""
        return not self.__dict__.get("free")


def _free_units() -> Coalesce:
    from marketplace.catalogue.models.batches import Batch

    free = Batch.objects.filter(variant=OuterRef("pk")).order_by().values("variant").annotate(total=Sum("free"))
    return Coalesce(Subquery(free.values("total")), 0)


class VariantQuerySet(QuerySet["Variant"]):
    def with_free(self) -> VariantQuerySet:
        """Adds `free`: what all batches of the variant can sell now."""
        return self.annotate(free=_free_units())

    def scarce(self, *, most: int) -> VariantQuerySet:
        """With `free`, only where that is no more than `most`, the emptiest first."""
        return self.annotate(free=_free_units()).filter(free__lte=most).order_by("free", "pk")

    def offered(self) -> VariantQuerySet:
        return self.filter(withdrawn_at__isnull=True)


class Variant(models.Model):
    """One size of a product with its price (a stock keeping unit)."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="variants", verbose_name=_("product"))
    sku = models.SlugField(_("SKU"), max_length=40, unique=True)
    name = LocalizedTextField(_("size"), max_length=60, help_text=_("As it stands on the box: 5 kg, 12 eggs."))
    price = MoneyField(_("price"))
    compare_at = MoneyField(_("price before"), null=True, blank=True)
    weight_grams = models.PositiveIntegerField(_("weight in grams"))
    withdrawn_at = models.DateTimeField(_("taken off the stall"), null=True, blank=True, editable=False)

    objects = VariantQuerySet.as_manager()

    class Meta:
        verbose_name = _("size")
        verbose_name_plural = _("sizes")
        ordering = ["product", "weight_grams", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(price__gt=0), name="variant_price_positive"),
            models.CheckConstraint(condition=Q(weight_grams__gt=0), name="variant_weight_positive"),
            models.CheckConstraint(
                condition=Q(compare_at__isnull=True) | Q(compare_at__gt=models.F("price")),
                name="variant_compare_at_above_price",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} · {self.name}"

    @property
    def available(self) -> int:
        """How many can be sold now; costs a query unless the row came from `with_free()`."""
        if "free" in self.__dict__:
            return int(self.__dict__["free"])
        return self.batches.aggregate(total=Sum("free"))["total"] or 0

    @property
    def price_per_kilo(self) -> Money:
        """To the nearest minor unit, halves up."""
        return Money((self.price.minor * 2000 // self.weight_grams + 1) // 2, self.price.currency)
