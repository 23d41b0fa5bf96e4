"""What a wage comes to."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.money import Money
from recruiting.jobs.pricing import PayLine, Schedule, Span, headline, statement, units_per_month
from recruiting.jobs.states import PayKind, PayUnit

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
EIGHT_HOURS = Schedule(days_per_month=22, hours_per_day=Decimal(8))
amounts = st.integers(min_value=0, max_value=5_000_000)
schedules = st.builds(
    Schedule,
    days_per_month=st.integers(min_value=1, max_value=31),
    hours_per_day=st.decimals(min_value=1, max_value=24, places=1),
)
units = st.sampled_from([PayUnit.HOUR, PayUnit.DAY, PayUnit.SHIFT, PayUnit.WEEK, PayUnit.MONTH])


@st.composite
def pay_lines(draw, kinds=tuple(PayKind)):
    low = draw(amounts)
    kind = draw(st.sampled_from(kinds))
    return PayLine(
        kind=kind,
        unit=draw(units),
        low=low,
        high=draw(st.none() | st.integers(min_value=low, max_value=low + 1_000_000)),
        monthly_count=draw(st.none() | st.integers(min_value=0, max_value=300)),
        is_conditional=draw(st.booleans()),
    )


wages = st.lists(pay_lines(), min_size=1, max_size=8)


def yuan(amount):
    return Money.parse(amount)


def test_the_wage_of_the_mockup_adds_up():
    """¥3,200, 20 hours at 1.5 and 16 at 2 of 3,200/174, a piece bonus, insurance taken off."""
    lines = [
        PayLine(kind=PayKind.BASE, unit=PayUnit.MONTH, low=320_000),
        PayLine(kind=PayKind.OVERTIME, unit=PayUnit.HOUR, low=None, multiple=Decimal("1.5"), monthly_count=20),
        PayLine(kind=PayKind.OVERTIME, unit=PayUnit.HOUR, low=None, multiple=Decimal(2), monthly_count=16),
        PayLine(kind=PayKind.BONUS, unit=PayUnit.MONTH, low=170_000, high=230_000),
        PayLine(kind=PayKind.ALLOWANCE, unit=PayUnit.MONTH, low=46_000, high=56_000),
        PayLine(kind=PayKind.DEDUCTION, unit=PayUnit.MONTH, low=45_000, high=50_000),
    ]

    found = statement(lines, EIGHT_HOURS)

    assert found.lines[1] == Span(yuan("551.72"), yuan("551.72"))
    assert found.gross == Span(yuan("6500.23"), yuan("7200.23"))
    assert found.net == Span(yuan("6000.23"), yuan("6750.23"))
    assert found.hourly == Span(yuan("30.66"), yuan("33.96"))
    assert headline(lines, EIGHT_HOURS).unit == PayUnit.MONTH


def test_a_single_line_leads_in_its_own_unit():
    found = headline([PayLine(kind=PayKind.BASE, unit=PayUnit.DAY, low=26_000)], EIGHT_HOURS)

    assert (found.span, found.unit) == (Span(yuan(260), yuan(260)), PayUnit.DAY)


def test_what_has_a_condition_counts_in_the_high_end_only():
    lines = [
        PayLine(kind=PayKind.BASE, unit=PayUnit.MONTH, low=300_000),
        PayLine(kind=PayKind.BONUS, unit=PayUnit.MONTH, low=20_000, is_conditional=True),
    ]

    assert statement(lines, EIGHT_HOURS).gross == Span(yuan(3000), yuan(3200))


def test_piece_work_without_a_number_of_pieces_has_no_month_but_keeps_its_rate():
    lines = [
        PayLine(kind=PayKind.BASE, unit=PayUnit.PIECE, low=35),
        PayLine(kind=PayKind.BONUS, unit=PayUnit.DAY, low=500),
    ]

    assert statement(lines, EIGHT_HOURS).gross is None
    assert headline(lines, EIGHT_HOURS).unit == PayUnit.PIECE


def test_overtime_of_pure_piece_work_cannot_be_counted():
    lines = [
        PayLine(kind=PayKind.BASE, unit=PayUnit.PIECE, low=35, monthly_count=10_000),
        PayLine(kind=PayKind.OVERTIME, unit=PayUnit.HOUR, low=None, multiple=Decimal("1.5"), monthly_count=20),
    ]

    found = statement(lines, EIGHT_HOURS)

    assert found.lines[1] is None
    assert found.gross == Span(yuan(3500), yuan(3500))


def test_no_base_pay_is_no_wage():
    lines = [PayLine(kind=PayKind.BONUS, unit=PayUnit.MONTH, low=1)]

    assert statement(lines, EIGHT_HOURS).gross is None
    assert headline(lines, EIGHT_HOURS) is None


@pytest.mark.parametrize(
    ("unit", "times"),
    [(PayUnit.HOUR, 176), (PayUnit.DAY, 22), (PayUnit.SHIFT, 22), (PayUnit.WEEK, Fraction(13, 3)), (PayUnit.MONTH, 1)],
)
def test_units_of_a_month(unit, times):
    assert units_per_month(PayLine(kind=PayKind.BASE, unit=unit, low=1), EIGHT_HOURS) == times


@unhurried
@given(wages, schedules)
def test_the_month_is_the_sum_of_its_lines(lines, schedule):
    found = statement(lines, schedule)
    if found.gross is None:
        return
    earned = [
        (line, span) for line, span in zip(lines, found.lines, strict=True) if span and line.kind != PayKind.DEDUCTION
    ]
    assert found.gross.high.minor == sum(span.high.minor for _line, span in earned)
    assert found.gross.low.minor == sum(0 if line.is_conditional else span.low.minor for line, span in earned)


@unhurried
@given(wages, schedules)
def test_low_is_never_above_high_and_net_never_above_gross(lines, schedule):
    found = statement(lines, schedule)
    for span in [*found.lines, found.gross, found.net, found.hourly, found.deducted]:
        assert span is None or span.low <= span.high
    if found.gross and found.net:
        assert found.net.low <= found.gross.low
        assert found.net.high <= found.gross.high
        assert found.net.low.minor >= 0


@unhurried
@given(wages, schedules, pay_lines(kinds=(PayKind.BONUS, PayKind.ALLOWANCE)))
def test_one_more_line_of_pay_never_lowers_the_month(lines, schedule, extra):
    before, after = statement(lines, schedule).gross, statement([*lines, extra], schedule).gross
    if before and after:
        assert after.low >= before.low
        assert after.high >= before.high


@unhurried
@given(st.integers(min_value=1, max_value=10_000), schedules)
def test_a_day_is_worth_its_hours(hourly, schedule):
    """¥20 an hour and the day rate that it makes come to the same month, to the fen of each day."""
    by_hour = statement([PayLine(kind=PayKind.BASE, unit=PayUnit.HOUR, low=hourly)], schedule).gross
    day = int(hourly * Fraction(schedule.hours_per_day) + Fraction(1, 2))
    by_day = statement([PayLine(kind=PayKind.BASE, unit=PayUnit.DAY, low=day)], schedule).gross
    assert abs(by_hour.low.minor - by_day.low.minor) <= schedule.days_per_month


@unhurried
@given(wages, schedules)
def test_the_effective_hour_times_the_hours_is_the_month(lines, schedule):
    found = statement(lines, schedule)
    if found.gross is None:
        return
    overtime = sum(line.monthly_count or 0 for line in lines if line.kind == PayKind.OVERTIME)
    hours = schedule.hours_per_month + overtime
    assert abs(found.hourly.low.minor * hours - found.gross.low.minor) <= hours
