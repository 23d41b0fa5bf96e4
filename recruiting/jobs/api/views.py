from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.queries import without_blocked
from accounts.services.dealings import check_is_open
from core.api.operations import PUBLIC, Operation
from core.api.views import ApiView, ListView
from core.money import Money
from recruiting.jobs.api.serializers import JobDetailSerializer, JobSerializer
from recruiting.jobs.forms.filters import ORDERS, parse_point
from recruiting.jobs.models import JobPosting
from recruiting.jobs.queries.desk import jobs_managed_by
from recruiting.jobs.queries.listing import JobSearch, find_jobs, with_card_data
from recruiting.jobs.states import PayDay

FARTHEST_KM = 20_100  # half around the globe
LARGEST_WAGE = 10_000_000

# The orders of `find_jobs`, as columns.
COLUMNS: dict[str, Sequence[str]] = {
    "near": ("distance_km?", "-published_at", "-pk"),
    "pay": ("-month_low?", "-published_at", "-pk"),
    "new": ("-published_at", "-pk"),
}


def _is_a_place(text: str) -> None:
    if parse_point(text) is None:
        raise ValidationError(_("Latitude and longitude in degrees: 23.0412,113.9467."))


class JobFilter(django_filters.FilterSet):
    """The filters of the job list. They make one `JobSearch`, so that both lists find the same."""

    q = django_filters.CharFilter(max_length=60, label=_("What work: part of title, place or employer"))
    near = django_filters.CharFilter(
        max_length=60, validators=[_is_a_place], label=_("A place: latitude,longitude in degrees")
    )
    within_km = django_filters.NumberFilter(
        validators=[MinValueValidator(0), MaxValueValidator(FARTHEST_KM)], label=_("No farther from `near` than that")
    )
    month_at_least = django_filters.NumberFilter(
        validators=[MinValueValidator(0), MaxValueValidator(LARGEST_WAGE)],
        decimal_places=2,
        label=_("Wage a month in whole units, 6000 is ¥6,000"),
    )
    pay_day = django_filters.ChoiceFilter(choices=PayDay.choices, label=_("When is pay day"))
    housing = django_filters.BooleanFilter(label=_("With a bed"))
    meals = django_filters.BooleanFilter(label=_("With meals"))
    couples = django_filters.BooleanFilter(label=_("Couples can come together"))
    no_nights = django_filters.BooleanFilter(label=_("No night shifts"))
    transport = django_filters.BooleanFilter(label=_("Shuttle or fare"))
    sort = django_filters.ChoiceFilter(choices=ORDERS, label=_("Nearest, best paid or newest first"))
    employer = django_filters.CharFilter(label=_("Whose, by slug"))

    def search(self) -> JobSearch:
        said: dict[str, Any] = self.form.cleaned_data
        return JobSearch(
            text=said["q"],
            near=parse_point(said["near"]),
            within_km=None if said["within_km"] is None else float(said["within_km"]),
            month_at_least=Money.parse(said["month_at_least"]) if said["month_at_least"] else None,
            pay_day=said["pay_day"],
            order=said["sort"] or "near",
            **{name: bool(said[name]) for name in ("housing", "meals", "couples", "no_nights", "transport")},
        )

    def filter_queryset(self, queryset: QuerySet[JobPosting]) -> QuerySet[JobPosting]:
        every = find_jobs(search=self.search())
        found = without_blocked(found=every, user=self.request.user, path="employer__organization")
        employer = self.form.cleaned_data["employer"]
        return found.filter(employer__organization__slug=employer) if employer else found


class Jobs(ListView):
    tag = "Jobs"
    filterset_class = JobFilter
    operations = {
        "GET": Operation(
            name="listJobs",
            summary=_("Open jobs, the nearest first when you say where you are"),
            scope=PUBLIC,
            gives=JobSerializer,
            is_list=True,
        )
    }

    def get_queryset(self) -> QuerySet[JobPosting]:
        return JobPosting.objects.all()

    def get_order(self) -> Sequence[str]:
        search = self.filters.search()
        order = "new" if search.order == "near" and search.near is None else search.order
        return COLUMNS[order]


class JobDetail(ApiView):
    tag = "Jobs"
    operations = {
        "GET": Operation(
            name="getJob",
            summary=_("One job; a draft only for those who manage it"),
            scope=PUBLIC,
            gives=JobDetailSerializer,
        )
    }

    def get(self, request: Request, slug: str) -> Response:
        readable = Q(published_at__isnull=False)
        if request.user.is_authenticated:
            readable |= Q(pk__in=jobs_managed_by(user=request.user).values("pk"))
        jobs = with_card_data(JobPosting.objects.filter(readable)).prefetch_related("photos__picture")
        job = get_object_or_404(jobs, slug=slug)
        check_is_open(organization=job.employer.organization)
        return self.give(job)
