"""Double entry, append only. The balance of an account is the sum of its entries and is stored nowhere.

The database itself refuses to change or delete a row, to seal a transaction whose legs do not sum to zero per currency,
and to add a leg to a sealed one (migration `0002_ledger_guards`). That is why the legs are written first and the
transaction last, and why its key is a UUID: the legs must know it beforehand.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.money import Money
from marketplace.payments.states import AccountKind, TransactionKind


class Account(models.Model):
    code = models.CharField(_("code"), max_length=80, unique=True, help_text=_("Kind, owner and currency."))
    kind = models.CharField(_("kind"), max_length=20, choices=AccountKind)
    organization = models.ForeignKey(
        "accounts.Organization",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("owner"),
    )
    currency = models.CharField(_("currency"), max_length=3)

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AccountKind.values), name="account_kind_known"),
        ]

    def __str__(self) -> str:
        return self.code


class Transaction(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=TransactionKind)
    reference = models.CharField(_("what it is for"), max_length=160, help_text=_("Posted once for each kind."))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("who"),
    )
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("ledger transaction")
        verbose_name_plural = _("ledger transactions")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "reference"], name="posted_once_per_kind_and_reference"),
            models.CheckConstraint(condition=Q(kind__in=TransactionKind.values), name="transaction_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"


class LedgerEntry(models.Model):
    """One leg: a debit is positive, a credit negative."""

    transaction = models.ForeignKey(
        Transaction, on_delete=models.PROTECT, related_name="entries", verbose_name=_("transaction")
    )
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="entries", verbose_name=_("account"))
    minor = models.BigIntegerField(_("minor units"), help_text=_("A debit is positive, a credit negative."))
    currency = models.CharField(_("currency"), max_length=3)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(minor=0), name="ledger_entry_not_zero")]

    def __str__(self) -> str:
        return f"{self.account} {self.amount}"

    @property
    def amount(self) -> Money:
        return Money(self.minor, self.currency)
