from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from recruiting.employers.models import Employer
from recruiting.jobs.models import JobPosting

GROUPS = [
    (_("The work"), ["employer", "title", "description", "openings", "min_age", "max_age", "couples_welcome"]),
    (_("Where"), ["place", "latitude", "longitude"]),
    (
        _("Hours"),
        ["shift_starts_at", "shift_ends_at", "hours_per_day", "days_per_month", "night_shift", "shift_note"],
    ),
    (
        _("Bed, meals, the way there"),
        [
            "housing",
            "housing_cost",
            "housing_note",
            "meals",
            "meals_note",
            "transport",
            "transport_note",
        ],
    ),
    (_("Pay day"), ["pay_day", "pay_day_of_month"]),
]


class JobForm(forms.ModelForm):
    """A job without its pay lines. The employer is asked only of those who manage several."""

    class Meta:
        model = JobPosting
        fields = [name for _label, names in GROUPS for name in names]
        widgets = {
            "shift_starts_at": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "shift_ends_at": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "latitude": forms.NumberInput({"step": "any", "data-latitude": ""}),
            "longitude": forms.NumberInput({"step": "any", "data-longitude": ""}),
        }
        help_texts = {
            "place": _("As a worker would say it: Dalang, Dongguan."),
            "latitude": _("So that people nearby find it."),
            "days_per_month": _("Working days in a usual month."),
            "shift_note": _("Such as: overtime 36 hours at most, you may say no."),
            "housing_note": _("Such as: 6 beds, air-con, hot water."),
        }

    def __init__(self, *args: Any, employers: QuerySet[Employer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["employer"]
        field.queryset = employers  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["employer"]
        elif len(employers) == 1:
            field.initial = employers[0]
            field.widget = forms.HiddenInput()

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(label, [self[name] for name in names if name in self.fields]) for label, names in GROUPS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        latitude, longitude = cleaned.get("latitude"), cleaned.get("longitude")
        if (latitude is None) != (longitude is None):
            self.add_error("latitude" if latitude is None else "longitude", _("Latitude and longitude come together."))
        if latitude is not None and abs(latitude) > 90:
            self.add_error("latitude", _("Latitude goes from -90 to 90."))
        if longitude is not None and abs(longitude) > 180:
            self.add_error("longitude", _("Longitude goes from -180 to 180."))
        oldest, youngest = cleaned.get("max_age"), cleaned.get("min_age")
        if oldest is not None and youngest is not None and oldest < youngest:
            self.add_error("max_age", _("The oldest age is below the youngest."))
        return cleaned
