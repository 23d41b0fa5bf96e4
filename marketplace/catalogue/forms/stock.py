import datetime
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.catalogue.models import Batch
from marketplace.catalogue.services.stock import MOST_UNITS
from marketplace.catalogue.states import MovementReason
from marketplace.storefronts.models import Farm


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class BatchForm(forms.ModelForm):
    class Meta:
        model = Batch
        fields = ["harvested_on", "best_before", "plot", "note"]
        widgets = {"harvested_on": _day(), "best_before": _day()}

    def __init__(self, *args: Any, farm: Farm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plot = cast("forms.ModelChoiceField", self.fields["plot"])
        plot.queryset = farm.plots.all()
        plot.empty_label = _("No plot")
        self.initial.setdefault("harvested_on", timezone.localdate())

    def clean_harvested_on(self) -> datetime.date:
        day = self.cleaned_data["harvested_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day has not come yet. Add the batch when it is picked."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        picked, best_before = cleaned.get("harvested_on"), cleaned.get("best_before")
        if picked and best_before and best_before < picked:
            self.add_error("best_before", _("It cannot spoil before it was picked."))
        return cleaned


class NewBatchForm(BatchForm):
    quantity = forms.IntegerField(label=_("How many?"), min_value=1, max_value=MOST_UNITS)
    field_order = ["quantity", "harvested_on", "best_before", "plot", "note"]


class StockForm(forms.Form):
    """A correction: more or fewer, how many, and why."""

    direction = forms.ChoiceField(
        label=_("What changed?"),
        choices=[("more", _("There are more")), ("fewer", _("There are fewer"))],
        widget=forms.RadioSelect,
    )
    quantity = forms.IntegerField(label=_("How many?"), min_value=1, max_value=MOST_UNITS)
    reason = forms.ChoiceField(label=_("Why?"), choices=MovementReason)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    @property
    def change(self) -> int:
        quantity: int = self.cleaned_data["quantity"]
        return quantity if self.cleaned_data["direction"] == "more" else -quantity
