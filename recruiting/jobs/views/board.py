"""The public side: the job list and one job."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.models import Follow
from accounts.queries import without_blocked
from accounts.services.dealings import check_is_open
from core.http import is_htmx
from live.rooms.kinds import kind_of
from live.rooms.models import Room
from live.rooms.states import RoomState
from recruiting.jobs.forms import JobFilterForm
from recruiting.jobs.forms.filters import parse_point
from recruiting.jobs.models import JobPosting
from recruiting.jobs.queries.cards import job_card
from recruiting.jobs.queries.desk import jobs_managed_by
from recruiting.jobs.queries.listing import find_jobs, with_card_data
from recruiting.jobs.queries.nearby import with_distance
from recruiting.jobs.queries.structured_data import job_posting_data
from recruiting.jobs.queries.wording import (
    distance_text,
    hours_promise,
    housing_promise,
    meals_promise,
    pay_day_promise,
    spoken_text,
    transport_promise,
)

JOBS_PER_PAGE = 12
LIVE_SHOWN = 8
RECRUITMENT = "recruitment"


@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    form = JobFilterForm(request.GET)
    search = form.search()
    found = without_blocked(found=find_jobs(search=search), user=request.user, path="employer__organization")
    page = Paginator(found, JOBS_PER_PAGE).get_page(request.GET.get("page"))
    if search.near:
        request.session["near"] = str(search.near)
    context: dict[str, Any] = {
        "form": form,
        "search": search,
        "page": page,
        "cards": [job_card(job) for job in page.object_list],
    }
    if is_htmx(request):
        return render(request, "recruiting/jobs/jobs.html#results", context)
    context["live"] = _live_cards(request)
    return render(request, "recruiting/jobs/jobs.html", context)


@require_GET
def job(request: HttpRequest, slug: str) -> HttpResponse:
    """A published job; a draft only for those who manage it."""
    found = get_object_or_404(_readable(request).prefetch_related("photos__picture"), slug=slug)
    organization = found.employer.organization
    check_is_open(organization=organization)
    user = request.user
    return render(
        request,
        "recruiting/jobs/job.html",
        {
            "job": found,
            "distance": distance_text(getattr(found, "distance_km", None)),
            "bigfacts": [housing_promise(found), meals_promise(found), pay_day_promise(found), hours_promise(found)],
            "transport": transport_promise(found),
            "pay_rows": list(zip(found.pay_components.all(), found.pay_statement.lines, strict=True)),
            "say": spoken_text(found),
            "organization": organization,
            "is_following": user.is_authenticated
            and Follow.objects.filter(user=user, organization=organization).exists(),
            "live_room": Room.objects.filter(state=RoomState.OPEN, kind=RECRUITMENT, organization=organization).first(),
            "structured": job_posting_data(job=found, url=request.build_absolute_uri(found.get_absolute_url()))
            if found.is_open
            else None,
        },
    )


def _readable(request: HttpRequest) -> QuerySet[JobPosting]:
    """Through the person: what is published, and their own drafts; with the distance from where they looked last."""
    readable = Q(published_at__isnull=False)
    if request.user.is_authenticated:
        readable |= Q(pk__in=jobs_managed_by(user=request.user).values("pk"))
    found = with_card_data(JobPosting.objects.filter(readable).select_related("employer__cover"))
    point = parse_point(request.session.get("near", ""))
    return with_distance(jobs=found, point=point) if point else found


def _live_cards(request: HttpRequest) -> list[tuple[Room, dict[str, Any]]]:
    found = Room.objects.open().with_faces().filter(kind=RECRUITMENT)
    rooms = list(without_blocked(found=found, user=request.user)[:LIVE_SHOWN])
    if not rooms:
        return []
    cards = kind_of(rooms[0]).cards(rooms)
    return [(room, cards.get(room.pk, {})) for room in rooms]
