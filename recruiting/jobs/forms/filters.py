from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.money import Money
from recruiting.jobs.pricing import Span
from recruiting.jobs.queries.listing import JobSearch, towns
from recruiting.jobs.queries.nearby import Point
from recruiting.jobs.queries.wording import pay_text
from recruiting.jobs.states import PayDay

DISTANCES_KM = (5, 10, 20, 50, 100)
MONTHLY_WAGES = (5_000, 6_000, 8_000, 10_000)
ORDERS = [("near", pgettext_lazy("order of jobs", "Near")), ("pay", _("Best paid")), ("new", _("New"))]


class PlaceField(forms.ChoiceField):
    """A town of the list, or any `latitude,longitude` that a browser found."""

    def valid_value(self, value: str) -> bool:
        return parse_point(value) is not None


class JobFilterForm(forms.Form):
    """The filters of the job list, all in the address. What makes no sense is left out, never an error page."""

    q = forms.CharField(
        label=_("What work?"), required=False, max_length=60, widget=forms.TextInput({"type": "search"})
    )
    near = PlaceField(label=_("Near"), required=False)
    within = forms.TypedChoiceField(label=_("How far"), required=False, coerce=int, empty_value=None)
    month = forms.TypedChoiceField(label=_("A month, at least"), required=False, coerce=int, empty_value=None)
    pay_day = forms.ChoiceField(label=_("When is pay day?"), required=False)
    daily = forms.BooleanField(label=_("Paid daily"), required=False)
    housing = forms.BooleanField(label=_("Bed"), required=False)
    meals = forms.BooleanField(label=_("Meals"), required=False)
    couples = forms.BooleanField(label=_("Couples"), required=False)
    no_nights = forms.BooleanField(label=_("No nights"), required=False)
    transport = forms.BooleanField(label=_("Shuttle or fare"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=ORDERS)

    CHIPS = {
        "housing": "bed",
        "meals": "bowl-food",
        "daily": "coins",
        "couples": "users",
        "no_nights": "moon",
        "transport": "bus",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.towns = towns()
        chosen = self.data.get("near", "")
        places = [(str(town.point), str(town.name)) for town in self.towns]
        if parse_point(chosen) and chosen not in dict(places):
            places.insert(0, (chosen, str(_("Where I am"))))
        self.fields["near"].choices = [("", _("Anywhere")), *places]  # type: ignore[attr-defined]
        distances = [(str(km), _("within {distance} km").format(distance=km)) for km in DISTANCES_KM]
        self.fields["within"].choices = [("", _("Any distance")), *distances]  # type: ignore[attr-defined]
        wages = [
            (str(wage), _("{wage} and more").format(wage=pay_text(Span(amount, amount))))
            for wage in MONTHLY_WAGES
            for amount in [Money.parse(wage)]
        ]
        self.fields["month"].choices = [("", _("Any pay")), *wages]  # type: ignore[attr-defined]
        self.fields["pay_day"].choices = [("", _("Any day")), *PayDay.choices]  # type: ignore[attr-defined]

    @property
    def chips(self) -> list[tuple[forms.BoundField, str]]:
        return [(self[name], icon) for name, icon in self.CHIPS.items()]

    @property
    def chosen_town(self) -> str:
        point = self.data.get("near", "")
        return next((str(label) for value, label in self.fields["near"].choices if value and value == point), "")  # type: ignore[attr-defined]

    def search(self) -> JobSearch:
        self.is_valid()
        asked = getattr(self, "cleaned_data", {})
        month = asked.get("month")
        return JobSearch(
            text=asked.get("q", ""),
            near=parse_point(asked.get("near", "")),
            within_km=asked.get("within"),
            month_at_least=Money.parse(month) if month else None,
            pay_day=PayDay.DAILY if asked.get("daily") else asked.get("pay_day", ""),
            housing=asked.get("housing", False),
            meals=asked.get("meals", False),
            couples=asked.get("couples", False),
            no_nights=asked.get("no_nights", False),
            transport=asked.get("transport", False),
            order=asked.get("sort") or "near",
        )


def parse_point(text: str) -> Point | None:
    """`23.0412,113.9467`, or None for anything that is no place on earth."""
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        return None
    return Point(latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
