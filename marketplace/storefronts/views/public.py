from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.queries import without_blocked
from accounts.services.dealings import check_is_open
from marketplace.storefronts import panels, queries
from marketplace.storefronts.views.structured_data import farm_data

CHAPTERS_ON_THE_FARM_PAGE = 3
DIARY_ON_THE_FARM_PAGE = 4
DIARY_PER_PAGE = 20
FARMS_PER_PAGE = 24


@require_safe
def farms(request: HttpRequest) -> HttpResponse:
    shown = without_blocked(found=queries.farms_at_the_fair(), user=request.user)
    page = Paginator(shown, FARMS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "marketplace/storefronts/farms.html", {"page": page})


@require_safe
def farm(request: HttpRequest, slug: str) -> HttpResponse:
    shown = _farm_or_404(request, slug)
    chapters = list(queries.story_of(farm=shown)[: CHAPTERS_ON_THE_FARM_PAGE + 1])
    diary = list(queries.diary_of(farm=shown)[: DIARY_ON_THE_FARM_PAGE + 1])
    context = {
        "farm": shown,
        "room": queries.open_room_of(farm=shown),
        "chapters": chapters[:CHAPTERS_ON_THE_FARM_PAGE],
        "has_more_chapters": len(chapters) > CHAPTERS_ON_THE_FARM_PAGE,
        "diary": diary[:DIARY_ON_THE_FARM_PAGE],
        "has_more_diary": len(diary) > DIARY_ON_THE_FARM_PAGE,
        "this_week": timezone.localdate().isocalendar()[:2],
        "people": queries.people_of(farm=shown),
        "panels": panels.farm_panels(farm=shown),
        "structured_data": farm_data(farm=shown, request=request),
    }
    return render(request, "marketplace/storefronts/farm.html", context)


@require_safe
def story(request: HttpRequest, slug: str) -> HttpResponse:
    shown = _farm_or_404(request, slug)
    context = {"farm": shown, "chapters": queries.story_of(farm=shown)}
    return render(request, "marketplace/storefronts/story.html", context)


@require_safe
def diary(request: HttpRequest, slug: str) -> HttpResponse:
    shown = _farm_or_404(request, slug)
    page = Paginator(queries.diary_of(farm=shown), DIARY_PER_PAGE).get_page(request.GET.get("page"))
    context = {"farm": shown, "page": page, "this_week": timezone.localdate().isocalendar()[:2]}
    return render(request, "marketplace/storefronts/diary.html", context)


def _farm_or_404(request: HttpRequest, slug: str) -> Any:
    found = get_object_or_404(queries.farms(viewer=request.user), organization__slug=slug)
    check_is_open(organization=found.organization)
    return found
