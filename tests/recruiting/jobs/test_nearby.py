"""The database's distance against plain Python."""

import math
import random

import pytest

from recruiting.jobs.models import JobPosting
from recruiting.jobs.queries.nearby import EARTH_RADIUS_KM, Point, bounding_box, nearest_first, with_distance, within
from tests.factories.recruiting import JobFactory

DALANG = Point(22.94, 113.94)


def haversine_km(one: Point, other: Point) -> float:
    latitude, other_latitude = math.radians(one.latitude), math.radians(other.latitude)
    half = (
        math.sin((other_latitude - latitude) / 2) ** 2
        + math.cos(latitude)
        * math.cos(other_latitude)
        * math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def scatter(employer, points):
    return [
        JobFactory(employer=employer, latitude=point.latitude, longitude=point.longitude, slug=f"scattered-{number}")
        for number, point in enumerate(points)
    ]


@pytest.fixture
def everywhere(employer):
    chance = random.Random(20)
    points = [Point(chance.uniform(-90, 90), chance.uniform(-180, 180)) for _ in range(15)]
    points += [Point(22.94 + chance.uniform(-1, 1), 113.94 + chance.uniform(-1, 1)) for _ in range(15)]
    points += [Point(-22.94, -66.06), Point(22.94, 113.94), Point(90, 0), Point(-90, 10), Point(0, 180), Point(0, -180)]
    return scatter(employer, points)


@pytest.mark.parametrize("point", [DALANG, Point(0, 0), Point(89.9, 10), Point(-45, 179.9), Point(10, -179.99)])
def test_database_and_python_agree(everywhere, point):
    for job in with_distance(jobs=JobPosting.objects.all(), point=point):
        expected = haversine_km(point, Point(job.latitude, job.longitude))
        # Near its antipode the arc sine turns the last bit of a float into metres.
        assert job.distance_km == pytest.approx(expected, rel=1e-9, abs=1e-3)


@pytest.mark.parametrize("kilometres", [5, 50, 2_000, 9_000])
@pytest.mark.parametrize("point", [DALANG, Point(0, 0), Point(89.9, 10), Point(-45, 179.9), Point(10, -179.99)])
def test_the_circle_holds_exactly_what_is_near(everywhere, point, kilometres):
    found = set(within(jobs=JobPosting.objects.all(), point=point, kilometres=kilometres))

    assert found == {job for job in everywhere if haversine_km(point, Point(job.latitude, job.longitude)) <= kilometres}


def test_a_box_without_regard_for_the_date_line_would_lose_a_neighbour(employer):
    """Negative control: the naive box misses it, ours does not."""
    [neighbour] = scatter(employer, [Point(0, -179.95)])
    here = Point(0, 179.95)

    naive = JobPosting.objects.filter(longitude__range=(here.longitude - 0.2, here.longitude + 0.2))

    assert neighbour not in naive
    assert neighbour in JobPosting.objects.filter(bounding_box(point=here, kilometres=20))


def test_jobs_without_a_place_come_last_and_are_near_nothing(employer):
    lost = JobFactory(employer=employer, latitude=None, longitude=None)
    [far, near] = scatter(employer, [Point(30, 110), Point(22.95, 113.94)])

    ordered = list(nearest_first(with_distance(jobs=JobPosting.objects.all(), point=DALANG)))

    assert ordered == [near, far, lost]
    assert lost not in within(jobs=JobPosting.objects.all(), point=DALANG, kilometres=20_100)
