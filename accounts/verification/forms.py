from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.verification.models import Verification
from accounts.verification.queries import papers_to_carry_over
from accounts.verification.services.rounds import Facts
from accounts.verification.states import DocumentKind, LicenceKind

ACCEPTED_TYPES = "image/jpeg,image/png,image/webp"


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")  # the only form that browsers understand, whatever the language


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """A list of uploaded files. What they hold is looked at where they are stored."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(SeveralFilesField, self).clean(file, initial) for file in files]


class VerificationForm(forms.Form):
    """The facts of a licence, and a box for each kind of paper (named as the kind)."""

    licence_kind = forms.ChoiceField(
        label=_("Which licence"), choices=[("", "—"), *LicenceKind.choices], required=False
    )
    licence_number = forms.CharField(
        label=_("Number on it"), max_length=60, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    holder = forms.CharField(label=_("Name on it"), max_length=120, required=False)
    issued_by = forms.CharField(label=_("Issued by"), max_length=120, required=False)
    licence_valid_through = forms.DateField(
        label=_("Valid through, as printed"),
        required=False,
        help_text=_("Leave it empty when the licence has no last day."),
        widget=DayInput(),
    )
    note = forms.CharField(
        label=_("Anything we should know"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    # The browser would not let "Keep it for later" through either.
    use_required_attribute = False
    fact_names = ("licence_kind", "licence_number", "holder", "issued_by", "licence_valid_through", "note")

    def __init__(self, *args: Any, last: Verification | None = None, **kwargs: Any) -> None:
        """`last`: the round whose facts are shown; of its number only the end."""
        if last is not None:
            shown = {name: getattr(last, name) for name in self.fact_names if name != "licence_number"}
            kwargs["initial"] = shown | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        known_number = last.masked_licence_number if last is not None else ""
        if known_number:
            hint = _("Leave it empty to keep %(number)s.")
            self.fields["licence_number"].help_text = hint % {"number": known_number}
        for kind in DocumentKind:
            box = SeveralFilesInput(attrs={"accept": ACCEPTED_TYPES})
            self.fields[kind.value] = SeveralFilesField(label=kind.label, required=False, widget=box)
        needed = ["licence_kind", "holder"]
        if not known_number:
            needed.append("licence_number")
        if last is None or not papers_to_carry_over(verification=last).filter(kind=DocumentKind.LICENCE_FRONT).exists():
            needed.append(DocumentKind.LICENCE_FRONT.value)
        if not self.is_bound or "submit" in self.data:
            for name in needed:
                self.fields[name].required = True
            self.fields[DocumentKind.LICENCE_FRONT.value].error_messages["required"] = _(
                "Add a photo of the front of the licence."
            )

    @property
    def facts(self) -> Facts:
        """What could be understood of what was typed."""
        return Facts(**{name: self.cleaned_data[name] for name in self.fact_names if name in self.cleaned_data})

    @property
    def uploads(self) -> list[tuple[str, UploadedFile]]:
        return [(kind.value, file) for kind in DocumentKind for file in self.cleaned_data.get(kind.value, [])]

    def fact_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fact_names]

    def paper_fields(self) -> list[forms.BoundField]:
        return [self[kind.value] for kind in DocumentKind]


class ApprovalForm(forms.Form):
    valid_through = forms.DateField(label=_("Valid through"), widget=DayInput())
    next_check = forms.DateField(label=_("Look again on"), widget=DayInput())


class NextCheckForm(forms.Form):
    next_check = ApprovalForm.base_fields["next_check"]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The owner reads exactly this."),
        error_messages={"required": _("Say why. The owner reads it and puts it right.")},
    )


class RefusalForm(ReasonForm):
    wrong_papers = forms.MultipleChoiceField(
        label=_("Papers that were not good"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, verification: Verification, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wrong_papers"].choices = [  # type: ignore[attr-defined]
            (str(paper.pk), f"{number}. {paper.get_kind_display()}")
            for number, paper in enumerate(verification.papers, 1)
        ]
