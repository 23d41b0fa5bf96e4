import random
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from recruiting.jobs.models import JobPosting
from tests.factories.accounts import UserFactory
from tests.factories.recruiting import JobFactory, employer_of

pytestmark = pytest.mark.django_db
NEAR = "near=22.90,113.90"


@pytest.fixture
def jobs():
    """Seven jobs: two at one place, two without a place, two without countable pay, two of one moment."""
    employer, now, choose = employer_of(UserFactory()), timezone.now(), random.Random(7)
    places = [(22.9, 113.9), (22.9, 113.9), (23.5, 113.0), (24.0, 113.9), (22.0, 113.0), (None, None), (None, None)]
    made = []
    for number, (latitude, longitude) in enumerate(choose.sample(places, len(places))):
        job = JobFactory(employer=employer, latitude=latitude, longitude=longitude)
        low = None if number in (2, 5) else 300_000 + 1000 * (number % 3)
        JobPosting.objects.filter(pk=job.pk).update(
            published_at=now - timedelta(minutes=number // 2), month_low=low, month_high=low
        )
        made.append(job)
    return made


def walk(url, link="next"):
    pages = []
    while url:
        answer = APIClient().get(url)
        assert answer.status_code == 200, answer.json()
        pages.append(answer.json())
        url = pages[-1][link]
    return pages


def slugs(pages):
    return [row["slug"] for page in pages for row in page["results"]]


@pytest.mark.parametrize("query", ["sort=new", "sort=pay", f"sort=near&{NEAR}", f"sort=pay&{NEAR}", ""])
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_are_the_whole_list_in_its_order_both_ways(jobs, query, limit):
    whole = slugs(walk(f"/api/v1/jobs/?limit=100&{query}"))
    assert sorted(whole) == sorted(job.slug for job in jobs)
    pages = walk(f"/api/v1/jobs/?limit={limit}&{query}")
    assert slugs(pages) == whole
    assert [len(page["results"]) for page in pages[:-1]] == [limit] * (len(pages) - 1)
    assert pages[0]["previous"] is None
    if len(pages) > 1:
        back = walk(pages[-1]["previous"], link="previous")
        assert slugs(reversed(back)) == whole[: len(whole) - len(pages[-1]["results"])]


def test_what_is_published_meanwhile_neither_repeats_nor_skips_a_row(jobs):
    first = APIClient().get("/api/v1/jobs/?limit=3&sort=new").json()
    JobFactory(employer=jobs[0].employer)
    rest = slugs(walk(first["next"]))
    assert sorted(slugs([first]) + rest) == sorted(job.slug for job in jobs)


def test_links_keep_the_filters_and_the_limit(jobs):
    page = APIClient().get("/api/v1/jobs/?limit=2&sort=new&housing=true").json()
    parts = urlsplit(page["next"])
    query = parse_qs(parts.query)
    assert (parts.path, query["limit"], query["housing"], len(query["cursor"])) == ("/api/v1/jobs/", ["2"], ["true"], 1)


@pytest.mark.parametrize("cursor", ["x", "eyJvIjpbXX0", "a:b:c", "ü"])
def test_a_made_up_cursor_is_refused(jobs, cursor):
    answer = APIClient().get("/api/v1/jobs/", {"cursor": cursor})
    assert (answer.status_code, answer.json()["type"]) == (400, "/api/v1/docs/#problem-bad-cursor")


def test_a_cursor_of_another_order_is_refused(jobs):
    link = APIClient().get("/api/v1/jobs/?limit=2&sort=new").json()["next"]
    answer = APIClient().get(link.replace("sort=new", "sort=pay"))
    assert (answer.status_code, answer.json()["type"]) == (400, "/api/v1/docs/#problem-bad-cursor")


@pytest.mark.parametrize("limit", ["0", "101", "-1", "ten", "1e2", "²", "9" * 5000])
def test_a_limit_out_of_range_is_refused(jobs, limit):
    answer = APIClient().get("/api/v1/jobs/", {"limit": limit})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"parameter": "limit", "detail": "A number from 1 to 100.", "code": "invalid"},
    ]


def test_the_largest_page_is_a_hundred(jobs):
    assert APIClient().get("/api/v1/jobs/", {"limit": "100"}).status_code == 200
