"""A job in words: the same sentences on cards, on the page, read aloud and in structured data."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from babel.numbers import format_decimal
from django.conf import settings
from django.contrib.humanize.templatetags.humanize import ordinal
from django.utils.formats import time_format
from django.utils.html import strip_tags
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from core.money import Money, currency_symbol
from recruiting.jobs.models import JobPosting
from recruiting.jobs.pricing import Span
from recruiting.jobs.states import HousingOffer, MealOffer, PayDay, PayUnit, TransportOffer

# From here on the cents are noise.
WHOLE_UNITS_FROM = Decimal(100)


@dataclass(frozen=True, slots=True)
class Promise:
    """An icon with its word; `note` is what the employer wrote beside it."""

    icon: str
    text: str
    note: str = ""


def shown_amount(money: Money) -> Decimal:
    """The amount as it is printed. Large ones lose their cents, downwards: no page promises more than is paid."""
    if money.major >= WHOLE_UNITS_FROM:
        return money.major.to_integral_value(ROUND_DOWN)
    return money.major


def pay_text(span: Span) -> str:
    """¥6,500–7,200, or ¥18.50 for a single figure."""
    locale = to_locale(get_language() or settings.LANGUAGE_CODE)
    symbol = currency_symbol(span.low.currency)
    low, high = (_number(shown_amount(money), locale) for money in (span.low, span.high))
    return f"{symbol}{low}" if low == high else f"{symbol}{low}–{high}"


def _number(amount: Decimal, locale: str) -> str:
    return format_decimal(amount, format="#,##0" if amount == amount.to_integral_value() else "#,##0.00", locale=locale)


def unit_text(unit: str) -> str:
    return str(PayUnit(unit).label)


def distance_text(kilometres: float | None) -> str:
    """800 m, 2.4 km, 1,190 km; empty when it is not known."""
    if kilometres is None:
        return ""
    locale = to_locale(get_language() or settings.LANGUAGE_CODE)
    if kilometres < 1:
        return _("{distance} m").format(distance=max(100, round(kilometres * 10) * 100))
    pattern = "#,##0.0" if kilometres < 10 else "#,##0"
    return _("{distance} km").format(distance=format_decimal(kilometres, format=pattern, locale=locale))


def housing_promise(job: JobPosting) -> Promise | None:
    if job.housing == HousingOffer.NONE:
        return None
    text = str(HousingOffer(job.housing).label)
    if job.housing == HousingOffer.PAID and job.housing_cost:
        text = _("Bed {rent} a month").format(rent=pay_text(Span(job.housing_cost, job.housing_cost)))
    return Promise("bed", text, str(job.housing_note))


def meals_promise(job: JobPosting) -> Promise | None:
    if job.meals == MealOffer.NONE:
        return None
    return Promise("bowl-food", str(MealOffer(job.meals).label), str(job.meals_note))


def transport_promise(job: JobPosting) -> Promise | None:
    if job.transport == TransportOffer.NONE:
        return None
    return Promise("bus", str(TransportOffer(job.transport).label), str(job.transport_note))


def pay_day_promise(job: JobPosting) -> Promise:
    if job.pay_day == PayDay.MONTHLY and job.pay_day_of_month:
        day = job.pay_day_of_month
        # English alone counts days with endings; Django's Chinese ordinals are those of lists (第10), and some are English.
        english = (get_language() or settings.LANGUAGE_CODE).startswith("en")
        return Promise("coins", _("Paid on the {ordinal}").format(ordinal=ordinal(day) if english else day))
    return Promise("coins", str(PayDay(job.pay_day).label))


def hours_promise(job: JobPosting) -> Promise:
    if job.shift_starts_at and job.shift_ends_at:
        text = _("{start} to {end}").format(
            start=time_format(job.shift_starts_at, "H:i"), end=time_format(job.shift_ends_at, "H:i")
        )
    else:
        text = _("{hours} hours a day").format(hours=f"{job.hours_per_day:f}".removesuffix(".0"))
    return Promise("moon" if job.night_shift else "clock", text, str(job.shift_note))


def promises_of(job: JobPosting) -> list[Promise]:
    """What a card shows: bed, meals, pay day, and how to get there."""
    offers = [housing_promise(job), meals_promise(job), pay_day_promise(job), transport_promise(job)]
    return [offer for offer in offers if offer]


def spoken_text(job: JobPosting) -> str:
    """The job as one would say it to somebody who does not read."""
    headline = job.pay_headline
    pay = f"{pay_text(headline.span)} {unit_text(headline.unit)}" if headline else ""
    facts = [str(job.title), pay, str(job.place), hours_promise(job).text]
    facts += [f"{promise.text}, {promise.note}" if promise.note else promise.text for promise in promises_of(job)]
    facts.append(strip_tags(str(job.description)))
    return ". ".join(fact.strip(" .。") for fact in facts if fact.strip(" .。")) + "."
