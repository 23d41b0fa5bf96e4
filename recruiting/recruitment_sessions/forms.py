from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recruiting.jobs.models import JobPosting
from recruiting.recruitment_sessions.models import RecruitmentSession
from recruiting.recruitment_sessions.models.questions import LONGEST_QUESTION
from recruiting.recruitment_sessions.queries import jobs_for_shelf


class QuestionForm(forms.Form):
    body = forms.CharField(
        label=_("Your question"),
        max_length=LONGEST_QUESTION,
        widget=forms.TextInput({"autocomplete": "off", "enterkeyhint": "send"}),
        error_messages={"required": _("Write your question first.")},
    )


class ShelfForm(forms.Form):
    job = forms.ModelChoiceField(label=_("Job"), queryset=JobPosting.objects.none(), empty_label=_("Choose a job"))

    def __init__(self, *args: Any, session: RecruitmentSession, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["job"].queryset = jobs_for_shelf(session=session)  # type: ignore[attr-defined]
