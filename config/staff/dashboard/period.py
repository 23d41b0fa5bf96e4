from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts.verification.forms import DayInput

DAYS_AT_FIRST = 14
MOST_DAYS = 366
# Beyond these a day has no beginning or no end that a clock could show.
BOUNDS = (MinValueValidator(datetime.date(2000, 1, 1)), MaxValueValidator(datetime.date(2199, 12, 31)))
PRESETS = (7, 14, 30, 90)


@dataclass(frozen=True)
class Period:
    """Whole days in the fair's own time zone, the last one included."""

    first: datetime.date
    last: datetime.date

    @property
    def days(self) -> list[datetime.date]:
        return [self.first + datetime.timedelta(days=number) for number in range((self.last - self.first).days + 1)]

    @property
    def begins(self) -> datetime.datetime:
        return timezone.make_aware(datetime.datetime.combine(self.first, datetime.time.min))

    @property
    def ends(self) -> datetime.datetime:
        """The moment after it."""
        return timezone.make_aware(datetime.datetime.combine(self.last + datetime.timedelta(days=1), datetime.time.min))

    def lookups(self, field: str) -> dict[str, datetime.datetime]:
        return {f"{field}__gte": self.begins, f"{field}__lt": self.ends}

    def query(self, field: str) -> str:
        """The same for the address of a list."""
        return urlencode({name: moment.isoformat() for name, moment in self.lookups(field).items()})


def last_days(count: int, *, today: datetime.date) -> Period:
    return Period(first=today - datetime.timedelta(days=count - 1), last=today)


class PeriodForm(forms.Form):
    first = forms.DateField(label=_("From"), validators=BOUNDS, widget=DayInput())
    last = forms.DateField(label=_("To"), validators=BOUNDS, widget=DayInput())

    def clean(self) -> dict[str, datetime.date]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and first > last:
            raise forms.ValidationError(_("The first day is after the last. Change one of them."))
        if first and last and (last - first).days >= MOST_DAYS:
            raise forms.ValidationError(_("That is more than a year. Choose fewer days."))
        return cleaned


def read_period(query: Mapping[str, str], *, today: datetime.date) -> tuple[Period, PeriodForm]:
    """What was asked for, or the last two weeks when nothing or nonsense was; the form says what was wrong."""
    usual = last_days(DAYS_AT_FIRST, today=today)
    if not {"first", "last"} & set(query):
        return usual, PeriodForm({"first": usual.first, "last": usual.last})
    form = PeriodForm(query)
    if not form.is_valid():
        return usual, form
    return Period(first=form.cleaned_data["first"], last=form.cleaned_data["last"]), form
