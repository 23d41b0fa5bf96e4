import pytest
from django.utils import timezone

from core.localized import LocalizedText
from core.money import Money
from recruiting.jobs.queries.listing import JobSearch, find_jobs, towns
from recruiting.jobs.queries.nearby import Point
from recruiting.jobs.states import JobState, PayDay
from tests.factories.recruiting import JobFactory


def slugs(**search):
    return [job.slug for job in find_jobs(search=JobSearch(**search))]


@pytest.fixture
def square(employer):
    now = timezone.now()
    JobFactory(
        employer=employer,
        slug="cheap",
        pay=[{"amount": Money(300_000)}],
        published_at=now,
        latitude=23.2,
        housing="none",
    )
    JobFactory(
        employer=employer,
        slug="rich",
        pay=[{"amount": Money(900_000)}],
        published_at=now - timezone.timedelta(days=1),
        pay_day=PayDay.DAILY,
        meals="none",
        night_shift=True,
    )
    JobFactory(
        employer=employer,
        slug="cook",
        title=LocalizedText.of("Canteen cook", "食堂帮厨"),
        pay=[{"amount": Money(1), "unit": "piece"}],
        published_at=now - timezone.timedelta(days=2),
        latitude=None,
        longitude=None,
        couples_welcome=True,
        transport="shuttle",
    )
    JobFactory(employer=employer, slug="paused", state=JobState.PAUSED)
    JobFactory(employer=employer, slug="draft", state=JobState.DRAFT, published_at=None)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ({"order": "new"}, ["cheap", "rich", "cook"]),
        ({"order": "pay"}, ["rich", "cheap", "cook"]),
        ({"order": "near"}, ["cheap", "rich", "cook"]),
        ({"order": "near", "near": Point(22.94, 113.94)}, ["rich", "cheap", "cook"]),
        ({"near": Point(22.94, 113.94), "within_km": 10}, ["rich"]),
        ({"text": "帮厨"}, ["cook"]),
        ({"text": "CANTEEN"}, ["cook"]),
        ({"text": "hengyuan", "order": "new"}, ["cheap", "rich", "cook"]),
        ({"text": "%"}, []),
        ({"month_at_least": Money(600_000)}, ["rich"]),
        ({"pay_day": PayDay.DAILY}, ["rich"]),
        ({"housing": True, "order": "new"}, ["rich", "cook"]),
        ({"meals": True, "order": "new"}, ["cheap", "cook"]),
        ({"couples": True}, ["cook"]),
        ({"no_nights": True, "order": "new"}, ["cheap", "cook"]),
        ({"transport": True}, ["cook"]),
    ],
)
def test_search(square, search, found):
    assert slugs(**search) == found


def test_towns_are_the_places_with_open_jobs_most_jobs_first(employer):
    JobFactory(employer=employer, place=LocalizedText.of("Suzhou", "苏州"), latitude=31.3, longitude=120.6)
    JobFactory(employer=employer, latitude=22.9, longitude=113.9)
    JobFactory(employer=employer, latitude=23.0, longitude=114.0)
    JobFactory(employer=employer, state=JobState.PAUSED)

    assert [(str(town.name), town.jobs, str(town.point)) for town in towns()] == [
        ("Dalang, Dongguan", 2, "22.9500,113.9500"),
        ("Suzhou", 1, "31.3000,120.6000"),
    ]
