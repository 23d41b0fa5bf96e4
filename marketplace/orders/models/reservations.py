from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.money import MoneyField
from marketplace.catalogue.models import Batch, Variant
from marketplace.orders.models.carts import CartLine
from marketplace.orders.models.orders import BATCH_ORDER, OrderLine
from marketplace.orders.states import ReservationState


class ReservationQuerySet(QuerySet["Reservation"]):
    def held(self) -> ReservationQuerySet:
        return self.filter(state=ReservationState.HELD)

    def live(self, *, now: datetime.datetime) -> ReservationQuerySet:
        """Held and not past their time: only these may be counted on, whether or not the beat task still runs."""
        return self.held().filter(expires_at__gt=now)

    def expired(self, *, now: datetime.datetime) -> ReservationQuerySet:
        return self.held().filter(expires_at__lte=now)

    def in_batch_order(self) -> ReservationQuerySet:
        return self.order_by(*BATCH_ORDER)


class Reservation(models.Model):
    """Units of one batch kept for one buyer until a time."""

    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="+", verbose_name=_("size"))
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="reservations", verbose_name=_("batch"))
    quantity = models.PositiveIntegerField(_("quantity"))
    state = models.CharField(_("state"), max_length=10, choices=ReservationState, default=ReservationState.HELD)
    buyer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("buyer"),
    )
    cart_line = models.ForeignKey(
        CartLine, null=True, blank=True, on_delete=models.SET_NULL, related_name="reservations", editable=False
    )
    order_line = models.ForeignKey(
        OrderLine,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reservations",
        verbose_name=_("order line"),
    )
    unit_price = MoneyField(_("held price"), null=True, blank=True)
    deal_reference = models.CharField(_("deal"), max_length=60, blank=True, db_index=True)
    guest_key = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("until"))

    objects = ReservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("reservation")
        verbose_name_plural = _("reservations")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["expires_at"], name="reservation_running_out", condition=Q(state="held")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ReservationState.values), name="reservation_state_known"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="reservation_quantity_positive"),
            models.CheckConstraint(
                condition=~Q(state=ReservationState.SOLD) | Q(order_line__isnull=False), name="sold_to_an_order_line"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.batch}"
