from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.money import MoneyField
from live.rooms.models import Room
from marketplace.catalogue.models import Variant
from marketplace.sale_rooms.states import MovementKind

if TYPE_CHECKING:
    import datetime


DEAL_PREFIX = "deal:"


class SaleRoom(models.Model):
    """What a room is when somebody sells in it."""

    room = models.OneToOneField(Room, primary_key=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("sale room")
        verbose_name_plural = _("sale rooms")

    def __str__(self) -> str:
        return str(self.room)


class ShelfItem(models.Model):
    """What stands on the room's shelf."""

    sale_room = models.ForeignKey(SaleRoom, on_delete=models.CASCADE, related_name="shelf", verbose_name=_("room"))
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="+", verbose_name=_("product"))
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("shelf item")
        verbose_name_plural = _("shelf items")
        ordering = ["sale_room", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["sale_room", "variant"], name="variant_once_on_a_shelf")]

    def __str__(self) -> str:
        return str(self.variant)


class Pin(models.Model):
    """What was being shown, from when to when: the room's now, and later the marks of its replay."""

    sale_room = models.ForeignKey(SaleRoom, on_delete=models.CASCADE, related_name="pins", verbose_name=_("room"))
    shelf_item = models.ForeignKey(ShelfItem, on_delete=models.CASCADE, related_name="pins", verbose_name=_("item"))
    pinned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    pinned_at = models.DateTimeField(_("shown from"), default=timezone.now)
    unpinned_at = models.DateTimeField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("pin")
        verbose_name_plural = _("pins")
        ordering = ["sale_room", "pinned_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["sale_room"], condition=Q(unpinned_at__isnull=True), name="one_pin_at_a_time_in_a_sale_room"
            )
        ]

    def __str__(self) -> str:
        return f"{self.shelf_item} · {self.pinned_at:%H:%M:%S}"


class FlashDeal(models.Model):
    """A lower price for a few minutes and a set number of boxes; both the clock and the count are the true ones."""

    sale_room = models.ForeignKey(SaleRoom, on_delete=models.CASCADE, related_name="deals", verbose_name=_("room"))
    shelf_item = models.ForeignKey(ShelfItem, on_delete=models.PROTECT, related_name="deals", verbose_name=_("item"))
    price = MoneyField(_("price"))
    quantity = models.PositiveIntegerField(_("how many"))
    free = models.IntegerField(editable=False)
    reserved = models.IntegerField(default=0, editable=False)
    sold = models.IntegerField(default=0, editable=False)
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"))
    ended_at = models.DateTimeField(_("stopped"), null=True, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("flash deal")
        verbose_name_plural = _("flash deals")
        ordering = ["-starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["sale_room"], condition=Q(ended_at__isnull=True), name="one_deal_at_a_time_in_a_sale_room"
            ),
            models.CheckConstraint(condition=Q(price__gt=0), name="deal_price_positive"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="deal_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(free__gte=0, reserved__gte=0, sold__gte=0), name="deal_counts_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(quantity=F("free") + F("reserved") + F("sold")), name="deal_every_unit_accounted_for"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shelf_item} · {self.price}"

    @property
    def reference(self) -> str:
        """How reservations and order lines name this deal."""
        return f"{DEAL_PREFIX}{self.pk}"

    def is_running(self, *, now: datetime.datetime) -> bool:
        return self.ended_at is None and self.starts_at <= now < self.ends_at


class DealMovement(models.Model):
    """Units of a deal that moved, once for each `reference`: an event that is delivered again moves nothing again."""

    deal = models.ForeignKey(FlashDeal, on_delete=models.PROTECT, related_name="movements", verbose_name=_("deal"))
    kind = models.CharField(_("what happened"), max_length=10, choices=MovementKind)
    reference = models.CharField(max_length=120, unique=True)
    quantity = models.PositiveIntegerField(_("how many"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("deal movement")
        verbose_name_plural = _("deal movements")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MovementKind.values), name="deal_movement_kind_known"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="deal_movement_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.deal}"
