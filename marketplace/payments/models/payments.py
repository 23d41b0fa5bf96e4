from __future__ import annotations

import secrets

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.money import Money, MoneyField
from marketplace.payments.states import HeldReason, PaymentState


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Payment(models.Model):
    """One attempt to pay one order group. After a refusal there is another; at most one of them is captured."""

    reference = models.CharField(_("order"), max_length=40, db_index=True, help_text=_("The order group's number."))
    gateway = models.SlugField(_("gateway"), max_length=20)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    amount = MoneyField(_("amount"))
    state = models.CharField(_("state"), max_length=10, choices=PaymentState, default=PaymentState.PENDING)
    held_reason = models.CharField(_("why it is held"), max_length=20, choices=HeldReason, blank=True)
    received_minor = models.BigIntegerField(_("received, in minor units"), null=True, blank=True)
    received_currency = models.CharField(_("received currency"), max_length=3, blank=True)
    gateway_reference = models.CharField(_("number at the gateway"), max_length=100, blank=True)
    return_path = models.CharField(max_length=300, help_text=_("Where the bank sends the person back to."))
    created_at = models.DateTimeField(_("started"), default=timezone.now, editable=False)
    captured_at = models.DateTimeField(_("money arrived"), null=True, blank=True)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PaymentState.values), name="payment_state_known"),
            models.CheckConstraint(condition=Q(held_reason__in=HeldReason.values), name="payment_held_reason_known"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_amount_positive"),
            models.CheckConstraint(
                condition=~Q(state=PaymentState.HELD) | ~Q(held_reason=""), name="payment_held_says_why"
            ),
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(state=PaymentState.CAPTURED),
                name="one_captured_payment_per_reference",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} · {self.amount}"

    @property
    def received(self) -> Money | None:
        return None if self.received_minor is None else Money(self.received_minor, self.received_currency)


class PaymentShare(models.Model):
    """What one seller's order is of the payment, with the commission frozen when the order was placed."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="shares", verbose_name=_("payment"))
    seller = models.ForeignKey(
        "accounts.Organization", on_delete=models.PROTECT, related_name="+", verbose_name=_("seller")
    )
    amount = MoneyField(_("amount"))
    commission = MoneyField(_("commission"))

    class Meta:
        verbose_name = _("share of a payment")
        verbose_name_plural = _("shares of payments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["payment", "seller"], name="one_share_per_seller_and_payment"),
            models.CheckConstraint(
                condition=Q(commission__gte=0) & Q(commission__lte=F("amount")), name="share_commission_within_amount"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seller} · {self.amount}"
