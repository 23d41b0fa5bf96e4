from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.utils.translation import gettext_lazy as _

from recruiting.jobs.models import PayComponent
from recruiting.jobs.states import PayKind

MOST_LINES = 15
FIELDS = ["kind", "label", "unit", "amount", "amount_to", "multiple", "monthly_count", "condition"]


class PayLineForm(forms.ModelForm):
    class Meta:
        model = PayComponent
        fields = FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["label"].help_text = _("Such as: piece bonus, insurance.")
        self.fields["condition"].help_text = _("Such as: if you miss no shift.")
        self.fields["multiple"].help_text = _("For overtime: 1.5, 2 or 3 times.")
        self.fields["monthly_count"].help_text = _("Pieces, trips or overtime hours in a usual month.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        amount, amount_to = cleaned.get("amount"), cleaned.get("amount_to")
        is_overtime = cleaned.get("kind") == PayKind.OVERTIME
        if cleaned.get("multiple") is not None and not is_overtime:
            self.add_error("multiple", _("Only overtime is times the base rate."))
        if amount is None and not (is_overtime and cleaned.get("multiple") is not None) and "amount" not in self.errors:
            self.add_error("amount", _("Write how much."))
        if amount is not None and amount.minor < 0:
            self.add_error("amount", _("Write the amount without a minus. “Taken off” says the rest."))
        if amount_to is not None and amount is not None and amount_to < amount:
            self.add_error("amount_to", _("“Up to” is less than the amount."))
        return cleaned

    def _post_clean(self) -> None:
        """The sentences of `clean` say it better than the database's constraints; nothing is saved from here."""


class BasePayFormSet(forms.BaseFormSet):
    def clean(self) -> None:
        if any(self.errors):
            return
        if not any(line["kind"] == PayKind.BASE for line in self.lines):
            raise forms.ValidationError(_("Say what the job pays: one line of base pay at least."))

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The pay lines that were kept, as fields of PayComponent."""
        return [
            {name: form.cleaned_data[name] for name in FIELDS}
            for form in self.forms
            if (form.has_changed() and form.cleaned_data and not form.cleaned_data.get("DELETE"))
            or (form.initial and form.cleaned_data and not form.cleaned_data.get("DELETE"))
        ]

    def with_one_more(self) -> BasePayFormSet:
        """The same typed input with an empty line below it, and nothing held against it yet."""
        total = str(min(self.total_form_count() + 1, MOST_LINES))
        longer = type(self)({**self.data.dict(), f"{self.prefix}-TOTAL_FORMS": total}, prefix=self.prefix)  # type: ignore[attr-defined]
        forget_errors(*longer.forms)
        vars(longer).update(_errors=[{} for _form in longer.forms], _non_form_errors=ErrorList())
        return longer


def forget_errors(*unfinished: forms.BaseForm) -> None:
    """Show what was typed as it is: somebody who asks for another line has not sent the form yet."""
    for form in unfinished:
        vars(form)["_errors"] = ErrorDict()


PayFormSet = forms.formset_factory(
    PayLineForm, formset=BasePayFormSet, extra=0, can_delete=True, max_num=MOST_LINES, absolute_max=MOST_LINES
)


def lines_of(components: Any) -> list[dict[str, Any]]:
    """Initial data of the formset from stored pay components."""
    return [{name: getattr(component, name) for name in FIELDS} for component in components]
