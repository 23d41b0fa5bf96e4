"""How many names may be put down: by address, by browser or person, and with one number."""

import pytest
from django.test import Client
from django.utils import timezone

from core.client_address import bound_client_address
from core.limits import TooOften
from recruiting.applications.models import Application
from recruiting.applications.services.submission import apply_for_job
from tests.factories.recruiting import JobFactory

SENTENCE = "Names were put down many times from here. Wait a while, then try again."
HERE, THERE = "198.51.100.1", "198.51.100.2"


@pytest.fixture(autouse=True)
def _limits(settings):
    settings.DAJI_RATES = settings.DAJI_RATES | {
        "apply_address": (4, 3600),
        "apply_person": (3, 3600),
        "apply_number": (2, 3600),
    }


def number(last: int) -> str:
    return f"+86139000{last:05}"


def put_down(count: int, *, job, address: str = HERE, phone: str = "", **kwargs) -> int:
    """How many were let through."""
    through = 0
    for place in range(count):
        try:
            with bound_client_address(address):
                apply_for_job(job=job, name="A-Qiang", phone=phone or number(place), **kwargs)
        except TooOften as refusal:
            assert (str(refusal), refusal.status) == (SENTENCE, 429)
            assert 0 < refusal.retry_after_seconds <= 3600
            continue
        through += 1
    return through


def test_one_address(job):
    assert put_down(6, job=job) == 4
    assert put_down(1, job=job, address=THERE) == 1


def test_one_browser_from_however_many_addresses(job):
    through = sum(
        put_down(1, job=job, address=f"198.51.100.{last}", phone=number(last), browser="abc") for last in range(6)
    )
    assert through == 3
    assert put_down(1, job=job, browser="def") == 1


def test_one_person_from_however_many_addresses(employer, worker):
    jobs = [JobFactory(employer=employer) for _each in range(5)]
    through = sum(
        put_down(1, job=job, address=f"198.51.100.{last}", phone=str(worker.phone), worker=worker)
        for last, job in enumerate(jobs)
    )
    assert through == 3  # and not two: the number is proved theirs


def test_one_number_from_however_many_addresses(job):
    through = sum(put_down(1, job=job, address=f"198.51.100.{last}", phone=number(1)) for last in range(5))
    assert through == 2
    assert put_down(1, job=job, phone=number(2)) == 1


def test_what_is_refused_writes_nothing(job):
    put_down(6, job=job)
    assert Application.objects.count() == 4


@pytest.fixture
def flooded(client: Client, job) -> Client:
    client.get(f"/jobs/{job.slug}/apply/")
    session = client.session
    session["is_there"] = True
    session.save()
    for last in range(3):
        assert client.post(f"/jobs/{job.slug}/apply/", {"name": "A-Qiang", "phone": number(last)}).status_code == 303
    return client


def test_the_page_says_so_and_keeps_what_was_typed(flooded, job):
    answer = flooded.post(f"/jobs/{job.slug}/apply/", {"name": "<Qiang>", "phone": "139 0000 7788"})
    assert answer.status_code == 429
    assert SENTENCE in answer.text
    assert 'value="&lt;Qiang&gt;"' in answer.text
    assert 'value="139 0000 7788"' in answer.text
    assert Application.objects.count() == 3


def test_in_a_room_the_fragment_does(flooded, job):
    typed = {"name": "A-Qiang", "phone": "139 0000 7788"}
    answer = flooded.post(f"/jobs/{job.slug}/apply/", typed, headers={"hx-request": "true"})
    assert (answer.status_code, "<html" in answer.text) == (422, False)  # the one status that htmx shows
    assert SENTENCE in answer.text
    assert 'value="139 0000 7788"' in answer.text


def test_the_api_too(client, employer, worker):
    client.force_login(worker)
    jobs = [JobFactory(employer=employer) for _each in range(4)]
    answers = [
        client.post(f"/api/v1/jobs/{job.slug}/applications/", {}, content_type="application/json") for job in jobs
    ]
    assert [answer.status_code for answer in answers] == [201, 201, 201, 429]
    assert answers[-1].json()["detail"] == SENTENCE


def test_the_window_ends(job, monkeypatch):
    assert put_down(6, job=job) == 4
    later = timezone.now().timestamp() + 3600
    monkeypatch.setattr("core.limits.time.time", lambda: later)
    assert put_down(1, job=job) == 1
