from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import NotAllowed, Refused
from live.chat.models import Mute
from live.rooms.services import end_room
from recruiting.recruitment_sessions.queries import question_now, question_queue, supported_by
from recruiting.recruitment_sessions.services.questions import (
    ask_question,
    finish_answer,
    remove_question,
    start_answer,
    support_question,
)


@pytest.fixture
def question(session, worker):
    return ask_question(session=session, author=worker, body="How many to a room?")


def test_most_wanted_first_then_oldest(session, worker, stranger, shopper):
    beds = ask_question(session=session, author=worker, body="  How many\n to a room?  ")
    overtime = ask_question(session=session, author=worker, body="Is overtime free to refuse?")
    support_question(question=overtime, voter=stranger)

    assert [question.body for question in question_queue(session=session)] == [overtime.body, "How many to a room?"]
    support_question(question=beds, voter=stranger)
    support_question(question=beds, voter=shopper)
    assert question_queue(session=session)[0] == beds


def test_a_person_counts_once_and_the_asker_not_at_all(session, question, worker, stranger):
    assert support_question(question=question, voter=stranger) is True
    assert support_question(question=question, voter=stranger) is False
    assert support_question(question=question, voter=worker) is False

    question.refresh_from_db()
    assert question.votes == 1
    assert supported_by(user=stranger, session=session) == {question.pk}
    assert supported_by(user=worker, session=session) == {question.pk}


def test_one_question_is_answered_at_a_time(session, question, owner, stranger):
    other = ask_question(session=session, author=stranger, body="Is there hot water?")

    start_answer(question=question, actor=owner)
    start_answer(question=other, actor=owner)

    question.refresh_from_db()
    assert question.answered_at is not None
    assert question_now(session=session) == other
    assert question_queue(session=session) == []
    finish_answer(question=other, actor=owner)
    assert question_now(session=session) is None


def test_an_answered_question_is_over(question, owner, stranger):
    finish_answer(question=question, actor=owner)

    with pytest.raises(Refused, match="answered already"):
        start_answer(question=question, actor=owner)
    assert support_question(question=question, voter=stranger) is False


def test_taken_out_is_out(session, question, owner):
    start_answer(question=question, actor=owner)
    remove_question(question=question, actor=owner)

    assert question_now(session=session) is None
    assert question_queue(session=session) == []


@pytest.mark.parametrize(
    ("body", "sentence"),
    [("   ", "Write your question first."), ("x" * 201, "at most 200 characters. This one has 201")],
)
def test_empty_and_endless_are_refused(session, worker, body, sentence):
    with pytest.raises(Refused, match=sentence):
        ask_question(session=session, author=worker, body=body)


def test_three_of_ones_own_may_wait(session, worker, owner):
    asked = [ask_question(session=session, author=worker, body=f"Question {number}") for number in range(3)]
    with pytest.raises(Refused, match="Three of your questions"):
        ask_question(session=session, author=worker, body="One more")

    finish_answer(question=asked[0], actor=owner)

    assert ask_question(session=session, author=worker, body="One more")


def test_before_the_session_one_may_ask_after_it_not(announced, session, worker, owner):
    assert ask_question(session=announced, author=worker, body="Early")
    end_room(room=session.room, actor=owner)

    with pytest.raises(Refused, match="over"):
        ask_question(session=session, author=worker, body="Late")


def test_the_muted_neither_ask_nor_vote(session, question, owner, stranger):
    now = timezone.now()
    Mute.objects.create(
        room=session.room, user=stranger, muted_by=owner, reason="Spam", created_at=now, until=now + timedelta(hours=1)
    )

    with pytest.raises(NotAllowed, match="Spam"):
        ask_question(session=session, author=stranger, body="Buy this")
    with pytest.raises(NotAllowed):
        support_question(question=question, voter=stranger)


@pytest.mark.parametrize("who", ["staff", "rival", "stranger"])
def test_only_the_crew_answers_and_takes_out(request, question, who):
    user = request.getfixturevalue(who)
    for attempt in (start_answer, finish_answer, remove_question):
        with pytest.raises(NotAllowed):
            attempt(question=question, actor=user)
