from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.localized import LocalizedTextField
from core.money import MoneyField
from recruiting.jobs.models.postings import JobPosting
from recruiting.jobs.pricing import PayLine, Span
from recruiting.jobs.states import PayKind, PayUnit


class PayComponent(models.Model):
    """One line of a wage: ¥3,200 a month; overtime at 1.5 times; ¥200 if you miss no shift; insurance taken off.

    `amount` to `amount_to` is a range. `multiple` is for overtime: times the base hourly rate. `monthly_count` says how
    often the unit comes in a usual month where the shift does not say it: pieces, trips, overtime hours.
    """

    job = models.ForeignKey(JobPosting, on_delete=models.CASCADE, related_name="pay_components")
    kind = models.CharField(_("kind"), max_length=10, choices=PayKind, default=PayKind.BASE)
    unit = models.CharField(_("for"), max_length=10, choices=PayUnit, default=PayUnit.MONTH)
    label = LocalizedTextField(_("what you call it"), blank=True, max_length=40)
    amount = MoneyField(_("amount"), null=True, blank=True)
    amount_to = MoneyField(_("up to"), null=True, blank=True)
    multiple = models.DecimalField(
        _("times the base rate"),
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    monthly_count = models.PositiveIntegerField(_("how many a month"), null=True, blank=True)
    condition = LocalizedTextField(_("condition"), blank=True, max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("pay line")
        verbose_name_plural = _("pay lines")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PayKind.values), name="pay_kind_known"),
            models.CheckConstraint(condition=Q(unit__in=PayUnit.values), name="pay_unit_known"),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gte=0), name="pay_not_negative"),
            models.CheckConstraint(
                condition=Q(amount_to__isnull=True) | Q(amount_to__gte=F("amount")), name="pay_range_in_order"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | Q(kind=PayKind.OVERTIME, multiple__isnull=False),
                name="pay_says_how_much",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.amount or f'×{self.multiple}'}"

    @property
    def title(self) -> str:
        return str(self.label) or self.get_kind_display()

    @property
    def span(self) -> Span | None:
        """The amount for one unit, as it was written."""
        return None if self.amount is None else Span(self.amount, self.amount_to or self.amount)

    def as_line(self) -> PayLine:
        return PayLine(
            kind=self.kind,
            unit=self.unit,
            low=None if self.amount is None else self.amount.minor,
            high=None if self.amount_to is None else self.amount_to.minor,
            multiple=self.multiple,
            monthly_count=self.monthly_count,
            is_conditional=bool(self.condition),
        )
