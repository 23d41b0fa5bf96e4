from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.localized import LocalizedTextField
from marketplace.catalogue.models.products import Variant
from marketplace.catalogue.states import MovementReason
from marketplace.storefronts.models import Plot


class BatchQuerySet(QuerySet["Batch"]):
    def first_expiring_first(self) -> BatchQuerySet:
        """The order in which stock leaves: what spoils first, and without a date what was picked first."""
        return self.order_by(F("best_before").asc(nulls_last=True), "harvested_on", "pk")

    def in_stock(self) -> BatchQuerySet:
        return self.filter(free__gt=0)


class Batch(models.Model):
    """A lot of one variant, picked on one day: where a box comes from and how many are left.

    Every unit ever stocked is free, reserved or sold. Only single UPDATE statements move units between the three; the
    constraints below make a wrong one fail instead of overselling.
    """

    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="batches", verbose_name=_("size"))
    code = models.SlugField(_("code"), max_length=40, unique=True)
    plot = models.ForeignKey(
        Plot, null=True, blank=True, on_delete=models.SET_NULL, related_name="batches", verbose_name=_("plot")
    )
    harvested_on = models.DateField(_("picked or made on"))
    best_before = models.DateField(_("best before"), null=True, blank=True)
    note = LocalizedTextField(
        _("what buyers should know"), max_length=300, blank=True, help_text=_("Sugar, spraying, who picked, any marks.")
    )
    stocked = models.IntegerField(_("stocked"), default=0, editable=False)
    free = models.IntegerField(_("free"), default=0, editable=False)
    reserved = models.IntegerField(_("reserved"), default=0, editable=False)
    sold = models.IntegerField(_("sold"), default=0, editable=False)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["-harvested_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(free__gte=0), name="batch_free_not_negative"),
            models.CheckConstraint(condition=Q(reserved__gte=0), name="batch_reserved_not_negative"),
            models.CheckConstraint(condition=Q(sold__gte=0), name="batch_sold_not_negative"),
            models.CheckConstraint(
                condition=Q(stocked=F("free") + F("reserved") + F("sold")), name="batch_every_unit_accounted_for"
            ),
            models.CheckConstraint(
                condition=Q(best_before__isnull=True) | Q(best_before__gte=F("harvested_on")),
                name="batch_best_before_after_harvest",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("catalogue:batch", args=[self.code])


class StockMovement(models.Model):
    """One change of a batch's stock by a farmer's hand, with its reason. Append only."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="movements", verbose_name=_("batch"))
    change = models.IntegerField(_("change"))
    reason = models.CharField(_("reason"), max_length=20, choices=MovementReason)
    note = models.CharField(_("note"), max_length=200, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("stock movement")
        verbose_name_plural = _("stock movements")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(change=0), name="stock_movement_changes_something"),
            models.CheckConstraint(condition=Q(reason__in=MovementReason.values), name="stock_movement_reason_known"),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.change:+d}"
