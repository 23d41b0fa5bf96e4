"""A recruitment session's scripted questions: asked, wanted by others too, answered one after the other."""

from __future__ import annotations

import random

from django.db.models import QuerySet

from accounts.models import User
from demo.content.chat import HOST, QUESTIONS
from demo.stage.rooms import StagedRoom
from recruiting.recruitment_sessions.models import Question, RecruitmentSession
from recruiting.recruitment_sessions.services.questions import ask_question, start_answer, support_question
from recruiting.recruitment_sessions.services.shelf import pin_job

ANSWER_CHANCE = 0.15
SUPPORT_CHANCE = 0.4
PIN_CHANCE = 0.04
WAITING_AT_LEAST = 3
ANSWERED_KEPT = 30


class Counter:
    def __init__(self, staged: StagedRoom, people: dict[str, User]) -> None:
        self._staged = staged
        self._people = people
        self._viewers = [person for key, person in people.items() if key != HOST]
        self._recruiter = people[HOST]

    def tidy(self, *, has_company: bool) -> None:
        session = self._session()
        if not session.questions.now().exists():
            self._answer_next(session)
        answered = self._scripted(session).filter(answered_at__isnull=False).order_by("-pk")
        stale = list(answered.values_list("pk", flat=True)[ANSWERED_KEPT:])
        Question.objects.filter(pk__in=stale).delete()

    def do_something(self, *, host_is_scripted: bool) -> None:
        session = self._session()
        waiting = session.questions.queue()
        if waiting.count() < WAITING_AT_LEAST:
            self._ask(session)
        elif host_is_scripted and random.random() < ANSWER_CHANCE:
            self._answer_next(session)
        elif host_is_scripted and random.random() < PIN_CHANCE:
            pin_job(item=random.choice(list(session.shelf.all())), actor=self._recruiter)
        elif random.random() < SUPPORT_CHANCE:
            question = random.choice(list(waiting))
            support_question(question=question, voter=random.choice(self._viewers))

    def _session(self) -> RecruitmentSession:
        return RecruitmentSession.objects.select_related("room__organization").get(pk=self._staged.room_id)

    def _scripted(self, session: RecruitmentSession) -> QuerySet[Question]:
        return session.questions.filter(author__in=self._viewers)

    def _ask(self, session: RecruitmentSession) -> None:
        waiting = set(session.questions.unanswered().values_list("body", flat=True))
        unasked = [line for line in QUESTIONS if line[1] not in waiting and line[0] in self._people]
        if unasked:
            who, words = random.choice(unasked)
            ask_question(session=session, author=self._people[who], body=words)

    def _answer_next(self, session: RecruitmentSession) -> None:
        question = session.questions.queue().first()
        if question is not None:
            start_answer(question=question, actor=self._recruiter)
