"""The employer's board."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recruiting.applications.models import Application, PhoneReveal
from recruiting.applications.queries.leads import LANES, lanes, leads_of
from recruiting.applications.states import ApplicationState
from tests.factories.recruiting import ApplicationFactory, JobFactory


def test_every_state_has_one_lane():
    assert sorted(state for lane in LANES for state in lane.states) == sorted(ApplicationState.values)


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 303), ("staff", 404), ("rival", 404), ("stranger", 404), (None, 302)]
)
@pytest.mark.parametrize("action", ["state", "closing", "phone"])
def test_only_managers_touch_a_lead(request, as_, job, who, status, action):
    lead = ApplicationFactory(job=job)
    client = as_(request.getfixturevalue(who) if who else None)

    answer = client.post(f"/hire/leads/{lead.pk}/{action}/", {"to": "contacted", "reason": "no_answer"})

    assert answer.status_code == status
    lead.refresh_from_db()
    changed = {"state": "contacted", "closing": "closed", "phone": "new"}[action] if who == "owner" else "new"
    assert lead.state == changed
    assert PhoneReveal.objects.exists() == (who == "owner" and action == "phone")


@pytest.mark.parametrize("who", ["staff", "rival", "stranger"])
def test_others_see_an_empty_board(request, as_, job, who):
    ApplicationFactory(job=job, name="A-Qiang")

    page = as_(request.getfixturevalue(who)).get("/hire/leads/").content.decode()

    assert "A-Qiang" not in page
    assert as_(request.getfixturevalue(who)).get(f"/hire/leads/?job={job.slug}").status_code == 404


def test_the_number_is_masked_until_somebody_asks(as_, owner, job):
    lead = ApplicationFactory(job=job, phone="+8613900007788")
    client = as_(owner)
    page = client.get("/hire/leads/").content.decode()
    assert "139••••7788" in page
    assert "13900007788" not in page.replace(" ", "")

    client.post(f"/hire/leads/{lead.pk}/phone/")

    assert "13900007788" in client.get("/hire/leads/").content.decode().replace(" ", "")


def test_htmx_gets_the_number_alone(as_, owner, job):
    lead = ApplicationFactory(job=job, phone="+8613900007788")

    page = as_(owner).post(f"/hire/leads/{lead.pk}/phone/", headers={"hx-request": "true"}).content.decode()

    assert "tel:+8613900007788" in page
    assert "<html" not in page


def test_who_waits_longest_stands_first_and_a_day_is_too_long(as_, owner, job):
    now = timezone.now()
    ApplicationFactory(job=job, name="Fresh", state_since=now)
    ApplicationFactory(job=job, name="Waiting", state_since=now - timedelta(hours=25))

    page = as_(owner).get("/hire/leads/").content.decode()

    assert page.index("Waiting") < page.index("Fresh")
    assert page.count('class="cand is-waiting"') == 1
    assert "1 person has waited more than a day." in page


def test_a_long_lane_shows_the_rest_on_its_own_page(as_, owner, job):
    ApplicationFactory.create_batch(3, job=job)
    [new, *_others] = lanes(leads=leads_of(user=owner), limit=2)

    assert (new.count, len(new.cards), new.more) == (3, 2, 1)
    assert as_(owner).get("/hire/leads/?lane=new").content.decode().count('class="cand') == 3


def test_a_board_of_one_job_shows_that_job(as_, owner, employer, job):
    ApplicationFactory(job=job, name="Here")
    ApplicationFactory(job=JobFactory(employer=employer), name="There")

    page = as_(owner).get(f"/hire/leads/?job={job.slug}").content.decode()

    assert "Here" in page
    assert "There" not in page


def test_moving_goes_back_to_where_one_was(as_, owner, job):
    lead = ApplicationFactory(job=job)
    board = f"/hire/leads/?job={job.slug}"

    answer = as_(owner).post(f"/hire/leads/{lead.pk}/state/", {"to": "contacted", "next": board})

    assert answer["location"] == board


def test_somebody_quicker_is_told_as_a_sentence(as_, owner, job):
    lead = ApplicationFactory(job=job, state="contacted")

    page = as_(owner).post(f"/hire/leads/{lead.pk}/state/", {"to": "contacted"}, follow=True).content.decode()

    assert "This has already moved on." in page


@pytest.mark.parametrize("path", ["/hire/", "/hire/leads/", "/hire/leads/?lane=new", "/me/applications/"])
def test_as_many_queries_for_one_row_as_for_three(as_, owner, job, path):
    client = as_(owner)
    counts = []
    for size in (1, 3):
        while Application.objects.count() < size:
            ApplicationFactory(job=job, worker=owner)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("path", ["/hire/leads/", "/hire/leads/?lane=new", "/hire/"])
def test_the_board_renders_in_both_languages(as_, owner, job, path, language):
    ApplicationFactory(job=job, name="A-Qiang")

    assert "A-Qiang" in as_(owner).get(path, headers={"accept-language": language}).content.decode()
