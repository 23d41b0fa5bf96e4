"""What a wage comes to: pure sums over pay lines, exact until the last step, then rounded line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.money import Money
from recruiting.jobs.states import PayKind, PayUnit

WEEKS_PER_MONTH = Fraction(52, 12)
# A month's wage is paid for 21.75 days of 8 hours, a week's for 40 hours, when overtime is worked out from it
# (MOHRSS notice 2025 no. 2, unchanged since 2008 no. 3).
PAID_HOURS_PER_MONTH = Fraction(174)
PAID_HOURS_PER_WEEK = Fraction(40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    days_per_month: int
    hours_per_day: Decimal

    @property
    def hours_per_month(self) -> Fraction:
        return self.days_per_month * Fraction(self.hours_per_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayLine:
    """`low` and `high` are minor units for one `unit`; overtime may say `multiple` (of the base hour) instead."""

    kind: str
    unit: str
    low: int | None
    high: int | None = None
    multiple: Decimal | None = None
    monthly_count: int | None = None
    is_conditional: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` to `high`; often the same."""

    low: Money
    high: Money

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.high + other.high)

    @property
    def is_single(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Statement:
    """A usual month. `lines` stand in the order given, None where a line cannot be counted.

    `gross` is None when no base pay can be counted. Its low end leaves out everything with a condition. `net` takes the
    deductions off; `hourly` is gross for each hour worked, overtime included.
    """

    lines: tuple[Span | None, ...]
    gross: Span | None
    deducted: Span
    net: Span | None
    hourly: Span | None


@dataclass(frozen=True, slots=True)
class Headline:
    span: Span
    unit: str


type _Exact = tuple[Fraction, Fraction]


def units_per_month(line: PayLine, schedule: Schedule) -> Fraction | None:
    """How often the line's unit comes in a usual month; None when nobody said."""
    if line.monthly_count is not None:
        return Fraction(line.monthly_count)
    if line.kind == PayKind.OVERTIME:
        return None
    return {
        PayUnit.HOUR: schedule.hours_per_month,
        PayUnit.DAY: Fraction(schedule.days_per_month),
        PayUnit.SHIFT: Fraction(schedule.days_per_month),
        PayUnit.WEEK: WEEKS_PER_MONTH,
        PayUnit.MONTH: Fraction(1),
    }.get(PayUnit(line.unit))


def statement(lines: Sequence[PayLine], schedule: Schedule, *, currency: str = "CNY") -> Statement:
    hour = _base_hour(lines, schedule)
    counted = [_month(line, hour, schedule) for line in lines]
    sums = tuple(None if exact is None else _span(exact, currency) for exact in counted)
    nothing = Span(Money(0, currency), Money(0, currency))

    deducted = _total((line, span) for line, span in zip(lines, sums, strict=True) if line.kind == PayKind.DEDUCTION)
    earned = _total((line, span) for line, span in zip(lines, sums, strict=True) if line.kind != PayKind.DEDUCTION)
    bases = [span for line, span in zip(lines, sums, strict=True) if line.kind == PayKind.BASE]
    deducted = deducted or nothing
    if not bases or None in bases or earned is None:
        return Statement(lines=sums, gross=None, deducted=deducted, net=None, hourly=None)

    floor = Money(0, currency)
    net = Span(max(earned.low - deducted.high, floor), max(earned.high - deducted.low, floor))
    hours = schedule.hours_per_month + sum(
        (Fraction(line.monthly_count or 0) for line in lines if line.kind == PayKind.OVERTIME), Fraction(0)
    )
    hourly = _span((Fraction(earned.low.minor) / hours, Fraction(earned.high.minor) / hours), currency)
    return Statement(lines=sums, gross=earned, deducted=deducted, net=net, hourly=hourly)


def headline(lines: Sequence[PayLine], schedule: Schedule, *, currency: str = "CNY") -> Headline | None:
    """The figure to lead with: a single line in its own unit, else the month, else the base pay as written."""
    earnings = [line for line in lines if line.kind != PayKind.DEDUCTION]
    bases = [line for line in earnings if line.kind == PayKind.BASE and line.low is not None]
    if not bases:
        return None
    if len(earnings) > 1:
        gross = statement(lines, schedule, currency=currency).gross
        if gross is not None:
            return Headline(gross, PayUnit.MONTH)
    first = bases[0]
    return Headline(_span(_rate(first), currency), first.unit)


def _rate(line: PayLine) -> _Exact:
    low = Fraction(line.low or 0)
    return low, low if line.high is None else Fraction(line.high)


def _base_hour(lines: Iterable[PayLine], schedule: Schedule) -> _Exact | None:
    """The hourly rate that overtime multiplies; None for pure piece work."""
    hours = {
        PayUnit.HOUR: Fraction(1),
        PayUnit.DAY: Fraction(schedule.hours_per_day),
        PayUnit.SHIFT: Fraction(schedule.hours_per_day),
        PayUnit.WEEK: PAID_HOURS_PER_WEEK,
        PayUnit.MONTH: PAID_HOURS_PER_MONTH,
    }
    rates = [
        (low / hours[PayUnit(line.unit)], high / hours[PayUnit(line.unit)])
        for line in lines
        if line.kind == PayKind.BASE and line.unit in hours
        for low, high in [_rate(line)]
    ]
    return (sum(low for low, _ in rates), sum(high for _, high in rates)) if rates else None  # type: ignore[return-value]


def _month(line: PayLine, hour: _Exact | None, schedule: Schedule) -> _Exact | None:
    times = units_per_month(line, schedule)
    if times is None:
        return None
    if line.multiple is not None and line.low is None:
        if hour is None:
            return None
        multiple = Fraction(line.multiple)
        return times * hour[0] * multiple, times * hour[1] * multiple
    low, high = _rate(line)
    return times * low, times * high


def _total(counted: Iterable[tuple[PayLine, Span | None]]) -> Span | None:
    total: Span | None = None
    for line, span in counted:
        if span is not None:
            sure = Span(span.low * 0, span.high) if line.is_conditional else span
            total = sure if total is None else total + sure
    return total


def _span(exact: _Exact, currency: str) -> Span:
    low, high = (Money(int(amount + Fraction(1, 2)), currency) for amount in exact)
    return Span(low, high)
