"""The question queue: ask, want to know too, answer."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.dealings import check_may_deal
from core.errors import NotAllowed, Refused
from core.events import publish
from live.chat.queries import mute_of
from live.rooms.permissions import can_moderate, can_run
from live.rooms.states import RoomState
from recruiting.recruitment_sessions.events import (
    QuestionAnswered,
    QuestionAnswerStarted,
    QuestionAsked,
    QuestionRemoved,
    QuestionSupported,
)
from recruiting.recruitment_sessions.models import Question, QuestionVote, RecruitmentSession
from recruiting.recruitment_sessions.models.questions import LONGEST_QUESTION

MOST_WAITING_EACH = 3


@transaction.atomic
def ask_question(*, session: RecruitmentSession, author: User, body: str) -> Question:
    """Before the session or during it. Raises Refused: empty, too long, too many of one's own, muted, blocked, over."""
    body = " ".join(body.replace("\x00", "").split())
    if not body:
        raise Refused(_("Write your question first."), field="body")
    if len(body) > LONGEST_QUESTION:
        sentence = _("A question has at most {most} characters. This one has {length}: shorten it a little.")
        raise Refused(sentence.format(most=LONGEST_QUESTION, length=len(body)), field="body")
    session = _locked(session)
    _check_may_speak(session, author)
    if session.questions.unanswered().filter(author=author).count() >= MOST_WAITING_EACH:
        raise Refused(_("Three of your questions wait already. Let them be answered first."), field="body")
    question = Question.objects.create(session=session, author=author, body=body)
    publish(QuestionAsked(room_id=session.pk, question_id=question.pk), actor=author)
    return question


@transaction.atomic
def support_question(*, question: Question, voter: User) -> bool:
    """One person wants to know that too, once; one's own question counts already. True when it counted."""
    session = _locked(question.session)
    _check_may_speak(session, voter)
    question.refresh_from_db()
    if question.author_id == voter.pk or question.answered_at or question.removed_at:
        return False
    _vote, is_new = QuestionVote.objects.get_or_create(question=question, voter=voter)
    if is_new:
        Question.objects.filter(pk=question.pk).update(votes=F("votes") + 1)
        publish(QuestionSupported(room_id=session.pk, question_id=question.pk), actor=voter)
    return is_new


@transaction.atomic
def start_answer(*, question: Question, actor: User) -> Question:
    """The host takes this question up; the one before it counts as answered."""
    session = _locked(question.session)
    _check_may_run(session, actor)
    question = Question.objects.get(pk=question.pk)
    if question.answered_at or question.removed_at:
        raise Refused(_("This question was answered already."))
    if question.answering_at is None:
        now = timezone.now()
        session.questions.now().update(answered_at=now)
        question.answering_at = now
        question.save(update_fields=["answering_at"])
        publish(QuestionAnswerStarted(room_id=session.pk, question_id=question.pk), actor=actor)
    return question


@transaction.atomic
def finish_answer(*, question: Question, actor: User) -> Question:
    session = _locked(question.session)
    _check_may_run(session, actor)
    question = Question.objects.get(pk=question.pk)
    if question.answered_at is None:
        now = timezone.now()
        question.answering_at, question.answered_at = question.answering_at or now, now
        question.save(update_fields=["answering_at", "answered_at"])
        publish(QuestionAnswered(room_id=session.pk, question_id=question.pk), actor=actor)
    return question


@transaction.atomic
def remove_question(*, question: Question, actor: User) -> Question:
    """A moderator takes it out of the queue."""
    session = _locked(question.session)
    if not can_moderate(actor, session.room):
        raise NotAllowed(_("Only the room's moderators take questions out."))
    question = Question.objects.get(pk=question.pk)
    if question.removed_at is None:
        question.removed_at = timezone.now()
        question.save(update_fields=["removed_at"])
        publish(QuestionRemoved(room_id=session.pk, question_id=question.pk), actor=actor)
    return question


def _locked(session: RecruitmentSession) -> RecruitmentSession:
    found = RecruitmentSession.objects.select_for_update(of=("self",)).select_related("room__organization")
    return found.get(pk=session.pk)


def _check_may_speak(session: RecruitmentSession, person: User) -> None:
    if session.room.state not in (RoomState.SCHEDULED, RoomState.OPEN):
        raise Refused(_("This session is over."))
    mute = mute_of(user=person, room=session.room)
    if mute is not None:
        until = date_format(timezone.localtime(mute.until), "TIME_FORMAT")
        raise NotAllowed(_("You cannot write here until {until}: {reason}").format(until=until, reason=mute.reason))
    check_may_deal(organizations=[session.room.organization_id], person=person)


def _check_may_run(session: RecruitmentSession, actor: User) -> None:
    if not can_run(actor, session.room):
        raise NotAllowed(_("Only the host and the crew run this room."))
