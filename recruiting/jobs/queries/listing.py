"""The public job list: what is open, narrowed and ordered the way the worker asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Avg, Count, F, Q, QuerySet

from core.localized import LocalizedText
from core.money import Money
from recruiting.jobs.models import JobPosting
from recruiting.jobs.queries.nearby import Point, nearest_first, with_distance, within
from recruiting.jobs.states import HousingOffer, MealOffer, TransportOffer

TOWNS_SHOWN = 12


@dataclass(frozen=True, kw_only=True)
class JobSearch:
    """What a worker asks for. `within_km` and the order "near" mean something only with `near`."""

    text: str = ""
    near: Point | None = None
    within_km: float | None = None
    month_at_least: Money | None = None
    pay_day: str = ""
    housing: bool = False
    meals: bool = False
    couples: bool = False
    no_nights: bool = False
    transport: bool = False
    order: str = "near"


@dataclass(frozen=True)
class Town:
    name: LocalizedText
    point: Point
    jobs: int


def find_jobs(*, search: JobSearch) -> QuerySet[JobPosting]:
    """Open jobs with everything a card shows; `distance_km` is there when `near` is given."""
    jobs: QuerySet[JobPosting] = JobPosting.objects.open()
    if search.near and search.within_km:
        jobs = within(jobs=jobs, point=search.near, kilometres=search.within_km)
    elif search.near:
        jobs = with_distance(jobs=jobs, point=search.near)
    if search.text:
        jobs = jobs.filter(_mentions(search.text))
    if search.month_at_least:
        jobs = jobs.filter(month_low__gte=search.month_at_least)
    if search.pay_day:
        jobs = jobs.filter(pay_day=search.pay_day)
    jobs = jobs.filter(*_promises(search))
    return with_card_data(_ORDERS.get(search.order, nearest_first if search.near else _newest)(jobs))


def with_card_data(jobs: QuerySet[JobPosting]) -> QuerySet[JobPosting]:
    """Fetch what a job card shows beside the job itself, in two queries for any number of jobs."""
    return jobs.select_related("employer__organization__avatar").prefetch_related("pay_components")


def towns() -> list[Town]:
    """Places with open jobs, those with most jobs first: what a worker may choose as "near"."""
    rows = (
        JobPosting.objects.open()
        .filter(latitude__isnull=False)
        .order_by()
        .values("place")
        .annotate(jobs=Count("pk"), latitude=Avg("latitude"), longitude=Avg("longitude"))
        .order_by("-jobs", "place")[:TOWNS_SHOWN]
    )
    return [Town(LocalizedText(row["place"]), Point(row["latitude"], row["longitude"]), row["jobs"]) for row in rows]


def _promises(search: JobSearch) -> list[Q]:
    wanted = [
        (search.housing, ~Q(housing=HousingOffer.NONE)),
        (search.meals, ~Q(meals=MealOffer.NONE)),
        (search.transport, ~Q(transport=TransportOffer.NONE)),
        (search.couples, Q(couples_welcome=True)),
        (search.no_nights, Q(night_shift=False)),
    ]
    return [condition for is_wanted, condition in wanted if is_wanted]


def _mentions(text: str) -> Q:
    found = Q()
    for field in ("title", "place", "description", "employer__organization__name"):
        for code, _name in settings.LANGUAGES:
            found |= Q(**{f"{field}__{code}__icontains": text})
    return found


def _newest(jobs: QuerySet[JobPosting]) -> QuerySet[JobPosting]:
    return jobs.order_by("-published_at", "-pk")


def _best_paid(jobs: QuerySet[JobPosting]) -> QuerySet[JobPosting]:
    return jobs.order_by(F("month_low").desc(nulls_last=True), "-published_at", "-pk")


_ORDERS: dict[str, Callable[[QuerySet[JobPosting]], QuerySet[JobPosting]]] = {"pay": _best_paid, "new": _newest}
