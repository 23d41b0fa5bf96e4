"""Money in integer minor units. One site has one currency (`settings.DAJI_CURRENCY`); a column holds the minor units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import total_ordering
from typing import TYPE_CHECKING, Any

from babel.numbers import format_currency, get_currency_precision, get_currency_symbol
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext_lazy as _

LARGEST_MINOR = 2**63 - 1  # what the column holds


class CurrencyMismatch(ValueError):
    """Two amounts in different currencies met; nothing sensible can be said about them."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (fen, cents) of an ISO 4217 currency."""

    minor: int
    currency: str = "CNY"

    @classmethod
    def zero(cls, currency: str | None = None) -> Money:
        return cls(0, currency or settings.DAJI_CURRENCY)

    @classmethod
    def parse(cls, text: str | Decimal | int | float, currency: str | None = None) -> Money:
        """From major units as people write them ("39.9"). Raises ValueError for more decimals than the currency has."""
        currency = currency or settings.DAJI_CURRENCY
        try:
            scaled = Decimal(str(text)).scaleb(get_currency_precision(currency))
        except InvalidOperation as error:
            raise ValueError(f"not an amount: {text!r}") from error
        if not scaled.is_finite() or abs(scaled) > LARGEST_MINOR or scaled != scaled.to_integral_value():
            raise ValueError(f"not an amount in {currency}: {text!r}")
        return cls(int(scaled), currency)

    @property
    def major(self) -> Decimal:
        return Decimal(self.minor).scaleb(-get_currency_precision(self.currency))

    def _same(self, other: Money) -> None:
        if not isinstance(other, Money):
            raise TypeError(f"money and {type(other).__name__}")
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __mul__(self, factor: int) -> Money:
        if not isinstance(factor, int):
            return NotImplemented  # a fraction of money needs a rule for rounding: `share` or `allocate`
        return Money(self.minor * factor, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.minor < other.minor

    def __bool__(self) -> bool:
        return self.minor != 0

    def share(self, basis_points: int) -> Money:
        """This many ten-thousandths of the amount, half up: a commission of 5% is `share(500)`."""
        exact = Decimal(self.minor) * basis_points / 10_000
        return Money(int(exact.quantize(Decimal(1), ROUND_HALF_UP)), self.currency)

    def allocate(self, ratios: Iterable[int]) -> list[Money]:
        """Split by ratios so that the parts add up to the whole (largest remainder; ties to the first)."""
        weights = list(ratios)
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            raise ValueError("ratios must be non-negative and not all zero")
        shares = [self.minor * weight // total for weight in weights]
        left = self.minor - sum(shares)
        by_remainder = sorted(range(len(weights)), key=lambda i: (-(self.minor * weights[i] % total), i))
        for index in by_remainder[:left]:
            shares[index] += 1
        return [Money(share, self.currency) for share in shares]

    def __str__(self) -> str:
        text = format_currency(self.major, self.currency, locale=_locale(), currency_digits=True)
        return text.replace("CN¥", "¥")


def currency_symbol(currency: str) -> str:
    """¥, also for readers whose own money has the same sign: a fair has one currency."""
    return get_currency_symbol(currency, locale=_locale()).replace("CN¥", "¥")


def _locale() -> str:
    return to_locale(get_language() or settings.LANGUAGE_CODE)


class MoneyFormField(forms.DecimalField):
    default_error_messages = {"invalid": _("Write an amount like 39.90.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 12)
        kwargs.setdefault("decimal_places", get_currency_precision(settings.DAJI_CURRENCY))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.major if isinstance(value, Money) else value

    def clean(self, value: Any) -> Money | None:
        number = super().clean(value)
        return None if number is None else Money.parse(number)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class MoneyField(models.BigIntegerField):
    """Stores minor units in the site's currency, gives `Money`."""

    description = "Money in minor units"
    if TYPE_CHECKING:
        # What the type checker's Django plugin reads.
        _pyi_private_set_type: Money | models.expressions.Combinable  # type: ignore[assignment]
        _pyi_private_get_type: Money  # type: ignore[assignment]
        _pyi_lookup_exact_type: Money  # type: ignore[assignment]

    def from_db_value(self, value: int | None, *_args: Any) -> Money | None:
        return None if value is None else Money(value, settings.DAJI_CURRENCY)

    def to_python(self, value: Any) -> Money | None:
        if value is None or isinstance(value, Money):
            return value
        try:
            return Money(int(value), settings.DAJI_CURRENCY)
        except (TypeError, ValueError) as error:
            raise ValidationError(_("Write an amount like 39.90.")) from error

    def get_prep_value(self, value: Any) -> int | None:
        if isinstance(value, Money):
            if value.currency != settings.DAJI_CURRENCY:
                raise CurrencyMismatch(f"{value.currency} in a {settings.DAJI_CURRENCY} column")
            value = value.minor
        return super().get_prep_value(value)

    def run_validators(self, value: Any) -> None:
        """Validators, the column's own range among them, look at minor units."""
        super().run_validators(value.minor if isinstance(value, Money) else value)

    def value_to_string(self, obj: models.Model) -> str:
        value: Any = self.value_from_object(obj)
        return "" if value is None else str(value.minor)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        kwargs.setdefault("form_class", MoneyFormField)
        return models.Field.formfield(self, **kwargs)
