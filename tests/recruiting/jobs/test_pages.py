import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from core.money import Money
from recruiting.jobs.models import JobPosting
from recruiting.jobs.states import JobState, PayKind
from tests.factories.recruiting import JobFactory


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("path", ["/jobs/", "/jobs/assembly/", "/employers/hengyuan/", "/jobs/assembly/apply/"])
def test_public_pages_render_in_both_languages(client, employer, path, language):
    JobFactory(employer=employer, slug="assembly")

    response = client.get(path, headers={"accept-language": language})

    assert response.status_code == 200
    assert ("手机配件装配" if language == "zh-hans" else "Phone parts assembly") in response.content.decode()


def test_list_says_the_warning_even_when_nothing_is_found(client, db):
    assert "Whoever wants money first is a cheat." in client.get("/jobs/?q=nothing").content.decode()


def test_filters_narrow_the_list_without_javascript(client, employer):
    JobFactory(employer=employer, slug="with-bed")
    JobFactory(employer=employer, slug="no-bed", housing="none", night_shift=True)

    page = client.get("/jobs/?housing=on").content.decode()

    assert "/jobs/with-bed/" in page
    assert "/jobs/no-bed/" not in page


@pytest.mark.parametrize(
    "query", ["near=nowhere", "near=999,0", "within=7", "month=lots", "page=zero", "sort=up", "q=%00"]
)
def test_nonsense_in_the_address_shows_the_list(client, job, query):
    assert client.get(f"/jobs/?{query}").status_code == 200


def test_htmx_gets_the_results_alone(client, job):
    page = client.get("/jobs/", headers={"hx-request": "true"}).content.decode()

    assert "Phone parts assembly" in page
    assert "<html" not in page


def test_list_sorts_by_distance_from_the_chosen_place(client, employer):
    JobFactory(employer=employer, slug="far", latitude=23.5)
    JobFactory(employer=employer, slug="near", latitude=22.95)

    page = client.get("/jobs/?near=22.94,113.94&sort=near").content.decode()

    assert page.index("/jobs/near/") < page.index("/jobs/far/")
    assert "1.1 km" in page


def test_list_asks_the_database_as_often_for_one_job_as_for_three(client, employer, django_assert_num_queries):
    counts = []
    for size in (1, 3):
        while JobPosting.objects.count() < size:
            JobFactory(employer=employer)
        counts.append(_queries_of(client, "/jobs/"))

    assert counts[0] == counts[1]


def test_desk_list_asks_as_often_for_one_job_as_for_three(as_, employer, owner):
    client = as_(owner)
    counts = []
    for size in (1, 3):
        while JobPosting.objects.count() < size:
            JobFactory(employer=employer)
        counts.append(_queries_of(client, "/hire/jobs/"))

    assert counts[0] == counts[1]


def test_employer_page_asks_as_often_for_one_job_as_for_three(client, employer):
    counts = []
    for size in (1, 3):
        while JobPosting.objects.count() < size:
            JobFactory(employer=employer)
        counts.append(_queries_of(client, "/employers/hengyuan/"))

    assert counts[0] == counts[1]


def test_structured_data_says_what_the_page_says(client, employer):
    job = JobFactory(
        employer=employer,
        pay=[{"amount": Money(650_023)}, {"kind": PayKind.BONUS, "amount": Money(1), "amount_to": Money(70_000)}],
    )

    page = client.get(job.get_absolute_url()).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL)[1])

    assert "¥6,500–7,200" in page
    assert data["@type"] == "JobPosting"
    assert data["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 6500.0,
        "maxValue": 7200.0,
        "unitText": "MONTH",
    }
    assert data["title"] in page
    assert data["jobLocation"]["address"]["addressLocality"] == "Dalang, Dongguan"


def test_structured_data_cannot_leave_its_script(client, employer):
    title = "</script><b>x"
    job = JobFactory(employer=employer, title={"en": title})

    page = client.get(job.get_absolute_url()).content.decode()

    assert "</script><b>x" not in page
    assert "\\u003C/script\\u003E" in page


def test_closed_job_can_be_read_but_offers_no_form_and_no_structured_data(client, employer):
    job = JobFactory(employer=employer, state=JobState.CLOSED)

    page = client.get(job.get_absolute_url()).content.decode()

    assert "This job takes no names right now." in page
    assert "ld+json" not in page
    assert job.get_absolute_url() not in client.get("/jobs/").content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("staff", 404), ("rival", 404), ("stranger", 404), (None, 404)]
)
def test_a_draft_is_read_by_those_who_manage_it_only(request, as_, employer, who, status):
    job = JobFactory(employer=employer, state=JobState.DRAFT, published_at=None)
    user = request.getfixturevalue(who) if who else None

    assert as_(user).get(job.get_absolute_url()).status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("staff", 404), ("rival", 404), ("stranger", 404), (None, 302)]
)
@pytest.mark.parametrize("name", ["edit", "move", "photos"])
def test_only_managers_reach_the_desk_of_a_job(request, as_, job, who, status, name):
    user = request.getfixturevalue(who) if who else None
    client = as_(user)
    address = reverse(f"jobs:{name}", args=[job.slug])

    response = client.get(address) if name == "edit" else client.post(address)

    if who == "owner" and name != "edit":
        status = {"move": 303, "photos": 422}[name]
    assert response.status_code == status


def _queries_of(client: Client, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)
