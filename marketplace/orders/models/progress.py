from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.orders.models.orders import Order
from marketplace.orders.states import OrderState


class OrderTransition(models.Model):
    """One move of an order: when, by whom (nobody: the fair itself) and why."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="transitions", verbose_name=_("order"))
    old = models.CharField(_("from"), max_length=10, choices=OrderState, blank=True)
    new = models.CharField(_("to"), max_length=10, choices=OrderState)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who"),
    )
    reason = models.CharField(_("why"), max_length=200, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("order move")
        verbose_name_plural = _("order moves")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.order} → {self.new}"


class Shipment(models.Model):
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="shipments", verbose_name=_("order"))
    carrier = models.CharField(_("carrier"), max_length=60)
    tracking_number = models.CharField(_("tracking number"), max_length=60)
    shipped_at = models.DateTimeField(_("shipped"), default=timezone.now, editable=False)
    shipped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("shipped by"),
    )

    class Meta:
        verbose_name = _("shipment")
        verbose_name_plural = _("shipments")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.carrier} {self.tracking_number}"
