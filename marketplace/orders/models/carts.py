from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.money import MoneyField
from marketplace.catalogue.models import Variant

MOST_OF_ONE_THING = 99


class Cart(models.Model):
    """A basket: a member's, or a guest's, whose session remembers the token (a session's own key changes at login)."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="cart",
        verbose_name=_("person"),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("basket")
        verbose_name_plural = _("baskets")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.user or self.token)


class CartLine(models.Model):
    """So many of one variant. A line from a live deal carries its price, which counts while its reservation does."""

    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines", verbose_name=_("basket"))
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="+", verbose_name=_("size"))
    quantity = models.PositiveSmallIntegerField(_("quantity"))
    deal_reference = models.CharField(_("deal"), max_length=60, blank=True)
    deal_price = MoneyField(_("deal price"), null=True, blank=True)
    room_id = models.BigIntegerField(_("live room"), null=True, blank=True, help_text=_("Where it was grabbed."))
    grab_key = models.CharField(max_length=100, blank=True, editable=False)
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("basket line")
        verbose_name_plural = _("basket lines")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cart", "variant", "deal_reference"], name="one_cart_line_per_variant_and_deal"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1) & Q(quantity__lte=MOST_OF_ONE_THING), name="cart_line_quantity_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant}"
