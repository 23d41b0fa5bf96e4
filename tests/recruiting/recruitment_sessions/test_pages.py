"""The room and the studio as pages, without JavaScript."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from live.rooms.services import end_room
from recruiting.applications.models import Application
from recruiting.recruitment_sessions.models import Question
from recruiting.recruitment_sessions.services.questions import ask_question
from recruiting.recruitment_sessions.services.shelf import pin_job, put_on_shelf
from tests.factories.recruiting import JobFactory


@pytest.fixture
def room_url(session):
    return session.room.get_absolute_url()


@pytest.fixture
def question(session, worker):
    return ask_question(session=session, author=worker, body="How many to a room?")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("who", ["owner", "worker", None])
def test_the_room_renders(request, as_, session, first, question, owner, room_url, who, language):
    pin_job(item=first, actor=owner)
    client = as_(request.getfixturevalue(who) if who else None)

    page = client.get(room_url, headers={"accept-language": language}).content.decode()

    assert ("手机配件装配" if language == "zh-hans" else "Phone parts assembly") in page
    assert "How many to a room?" in page
    assert ("139••••7788" in page) == (who == "worker")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_studio_renders(as_, session, question, owner, language):
    page = as_(owner).get(f"/studio/{session.pk}/", headers={"accept-language": language})

    assert page.status_code == 200
    assert "How many to a room?" in page.content.decode()


def test_applying_in_the_room_counts_for_the_room(client, session, first, room_url):
    page = client.post(f"/jobs/{first.job.slug}/apply/", {"room": session.pk}).content.decode()
    assert f'name="room" value="{session.pk}"' in page

    client.post(f"/jobs/{first.job.slug}/apply/", {"room": session.pk, "name": "Mei", "phone": "13900001111"})

    assert Application.objects.get().room == session.room
    assert '<span data-session="applied">1</span>' in client.get(room_url).content.decode()


def test_a_room_that_is_over_counts_no_more(client, session, first, owner):
    end_room(room=session.room, actor=owner)

    client.post(f"/jobs/{first.job.slug}/apply/", {"room": session.pk, "name": "Mei", "phone": "13900001111"})

    assert Application.objects.get().room is None


def test_asking_works_as_a_plain_form_and_only_once(as_, session, worker, room_url):
    form = {"body": "Is there hot water?", "idempotency_key": "one"}
    client = as_(worker)

    for _time in range(2):
        answer = client.post(f"{room_url}questions/", form)
        assert (answer.status_code, answer["location"]) == (303, room_url)

    assert Question.objects.get().body == "Is there hot water?"


def test_htmx_gets_the_form_back(as_, session, worker, room_url):
    headers = {"hx-request": "true"}
    client = as_(worker)

    asked = client.post(f"{room_url}questions/", {"body": "Hot water?"}, headers=headers)
    refused = client.post(f"{room_url}questions/", {"body": ""}, headers=headers)

    assert asked.status_code == 200
    assert "Your question stands in the queue." in asked.content.decode()
    assert refused.status_code == 422
    assert "Write your question first." in refused.content.decode()


def test_voting_works_as_a_plain_form(as_, session, question, stranger, room_url):
    client = as_(stranger)

    assert client.post(f"{room_url}questions/{question.pk}/votes/")["location"] == room_url

    question.refresh_from_db()
    assert question.votes == 1
    assert f'data-question="{question.pk}" aria-pressed="true"' in client.get(room_url).content.decode()


def test_the_unknown_are_asked_to_log_in_and_come_back(client, session, question, room_url):
    for path in (f"{room_url}questions/", f"{room_url}questions/{question.pk}/votes/"):
        plain = client.post(path, {"body": "Beds?"})
        assert plain["location"] == f"/accounts/login/?next={room_url}"
        fragment = client.post(path, {"body": "Beds?"}, headers={"hx-request": "true"})
        assert fragment["HX-Redirect"].startswith("/accounts/login/?next=")
    assert Question.objects.count() == 1


CREW_PATHS = [
    "jobs/",
    "jobs/{item}/removal/",
    "jobs/{item}/pin/",
    "pin/removal/",
    "questions/{question}/answer/",
    "questions/{question}/answer/end/",
    "questions/{question}/removal/",
]


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 303), ("staff", 404), ("rival", 404), ("stranger", 404), (None, 302)]
)
@pytest.mark.parametrize("path", CREW_PATHS)
def test_only_the_crew_runs_the_session(request, as_, session, first, question, who, status, path):
    client = as_(request.getfixturevalue(who) if who else None)

    answer = client.post(f"/studio/{session.pk}/{path.format(item=first.pk, question=question.pk)}")

    assert answer.status_code == status


def test_the_crew_pins_and_answers(as_, session, second, question, owner):
    client = as_(owner)

    client.post(f"/studio/{session.pk}/jobs/{second.pk}/pin/")
    client.post(f"/studio/{session.pk}/questions/{question.pk}/answer/")

    page = client.get(session.room.get_absolute_url()).content.decode()
    assert session.pins.get().session_job == second
    assert "Answering:" in page


def test_a_job_of_another_session_is_not_found(as_, session, first, rival):
    assert as_(rival).post(f"/studio/{session.pk}/jobs/{first.pk}/pin/").status_code == 404


def test_as_many_queries_for_one_row_as_for_three(as_, session, employer, owner, worker, stranger):
    client = as_(worker)
    pages = (session.room.get_absolute_url(), "/live/", "/employers/hengyuan/", "/jobs/")
    counts = []
    for _more in range(2):
        put_on_shelf(session=session, job=JobFactory(employer=employer), actor=owner)
        ask_question(session=session, author=stranger, body="More?")
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            found.append(len(queries))
        counts.append(found)

    assert counts[0] == counts[1]


def test_the_job_list_shows_who_is_live_and_what_it_pays(client, session, first, owner):
    pin_job(item=first, actor=owner)

    page = client.get("/jobs/").content.decode()

    assert "Hiring live now" in page
    assert session.room.get_absolute_url() in page
    assert "Phone parts assembly · 40 places" in page
