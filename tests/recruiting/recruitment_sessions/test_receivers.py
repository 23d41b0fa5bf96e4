"""What happens in a session goes to its room, the same for everyone."""

import pytest

from live.hub.protocol import Weight
from recruiting.applications.models import Application
from recruiting.applications.services.moves import move_application
from recruiting.applications.services.submission import apply_for_job
from recruiting.jobs.services.publishing import move_job
from recruiting.recruitment_sessions import protocol
from recruiting.recruitment_sessions.services.questions import ask_question, start_answer, support_question
from recruiting.recruitment_sessions.services.shelf import pin_job, unpin_job


@pytest.fixture
def sent_by(frames, django_capture_on_commit_callbacks):
    """Frames that a service sends once its transaction is through."""

    def run(service, **arguments):
        frames.clear()
        with django_capture_on_commit_callbacks(execute=True):
            result = service(**arguments)
        return result, frames

    return run


def test_a_pin_shows_the_job_in_both_languages_and_names_nobody(sent_by, session, first, owner):
    _pin, [(topic, pin), (_topic, shelf)] = sent_by(pin_job, item=first, actor=owner)

    assert topic == f"room.{session.pk}"
    assert (type(pin), pin.session_job_id) == (protocol.SessionPin, first.pk)
    assert "Phone parts assembly" in pin.html["en"]
    assert "手机配件装配" in pin.html["zh-hans"]
    assert "csrfmiddlewaretoken" not in pin.html["en"]
    assert shelf.count == 2
    assert shelf.html["en"].count("is-now") == 1


def test_taking_it_down_shows_none(sent_by, session, first, owner):
    pin_job(item=first, actor=owner)

    _none, [(_topic, pin), *_rest] = sent_by(unpin_job, session=session, actor=owner)

    assert (pin.session_job_id, pin.html["en"].strip()) == (0, "")


def test_a_question_shows_the_queue_escaped(sent_by, session, worker):
    _question, [(_topic, frame)] = sent_by(ask_question, session=session, author=worker, body="<b>Beds?</b>")

    assert frame.count == 1
    assert "&lt;b&gt;Beds?&lt;/b&gt;" in frame.html["en"]


def test_an_answer_leaves_the_queue(sent_by, session, worker, owner):
    question = ask_question(session=session, author=worker, body="Beds?")

    _question, [(_topic, frame)] = sent_by(start_answer, question=question, actor=owner)

    assert frame.count == 0
    assert "Beds?" in frame.now_html["en"]
    assert "Beds?" not in frame.html["en"]


def test_votes_may_be_left_out_for_the_latest(sent_by, session, worker, stranger):
    question = ask_question(session=session, author=worker, body="Beds?")

    _counted, [(_topic, frame)] = sent_by(support_question, question=question, voter=stranger)

    assert frame.votes == {str(question.pk): 1}
    assert frame.weight == Weight.MAY


def test_an_application_in_the_room_is_counted_and_not_named(sent_by, session, first):
    _submission, [(_topic, frame)] = sent_by(
        apply_for_job, job=first.job, name="A-Qiang", phone="+8613900007788", room=session.room
    )

    assert frame.data() == {"count": 1}


def test_an_application_from_elsewhere_is_silent(sent_by, session, first):
    _submission, sent = sent_by(apply_for_job, job=first.job, name="A-Qiang", phone="+8613900007788")

    assert sent == []


def test_who_starts_takes_a_place_on_the_screen(sent_by, session, first, owner):
    pin_job(item=first, actor=owner)
    application = apply_for_job(job=first.job, name="A-Qiang", phone="+8613900007788").application
    Application.objects.filter(pk=application.pk).update(state="offered")

    _moved, [(_topic, pin), *_rest] = sent_by(
        move_application, application=application, actor=owner, to_state="started"
    )

    assert "40 places, 39 left" in pin.html["en"]


def test_a_paused_job_cannot_be_applied_for_from_the_screen(sent_by, session, first, owner):
    pin_job(item=first, actor=owner)

    _job, [(_topic, pin), *_rest] = sent_by(move_job, job=first.job, actor=owner, state="paused")

    assert "<form" not in pin.html["en"]


def test_the_end_of_the_room_takes_the_pin_down(sent_by, session, first, owner):
    from live.rooms.services import end_room

    pin_job(item=first, actor=owner)

    sent_by(end_room, room=session.room, actor=owner)

    assert session.pins.get().unpinned_at is not None
