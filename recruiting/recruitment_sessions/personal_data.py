from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from accounts.models import User
from core.personal_data import PersonalData, Row, plain, registry
from recruiting.recruitment_sessions.models import JobPin, Question, QuestionVote


def _questions(user: User) -> Iterable[Row]:
    for question in Question.objects.filter(author=user).order_by("pk"):
        yield {"question": question.body, "room": question.session_id, "at": plain(question.created_at)}
    for vote in QuestionVote.objects.filter(voter=user).select_related("question").order_by("pk"):
        yield {"wanted_to_know_too": vote.question.body, "at": plain(vote.voted_at)}
    for pin in JobPin.objects.filter(pinned_by=user).order_by("pk"):
        yield {"explained": pin.pk, "at": plain(pin.pinned_at)}


def register() -> None:
    registry.register(
        PersonalData(
            name="questions",
            label=gettext_lazy("What you asked in live sessions"),
            models=(
                "recruitment_sessions.Question",
                "recruitment_sessions.QuestionVote",
                "recruitment_sessions.JobPin",
            ),
            export=_questions,
            kept=gettext_lazy("Questions you asked, beside “Someone who left”."),
        )
    )
