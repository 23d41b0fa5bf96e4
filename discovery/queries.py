"""What stands on the square: a few of each kind, always in the same small number of queries."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from accounts.models import User
from accounts.queries import without_blocked
from accounts.states import OrganizationState
from live.rooms.models import Room
from live.rooms.queries import RoomCard, room_cards
from marketplace.catalogue.models import Batch, Product
from marketplace.catalogue.queries import freshly_picked
from marketplace.orders.models import OrderGroup
from marketplace.storefronts.models import Chapter, Farm
from recruiting.applications.models import Application
from recruiting.jobs.models import JobPosting
from recruiting.jobs.queries.cards import JobCard, job_card
from recruiting.jobs.queries.listing import JobSearch, find_jobs

ROOMS, PRODUCTS, STORIES, JOBS = 8, 5, 3, 3
COMING_ROOMS = 4
ONE_WEEK = datetime.timedelta(days=7)
RECENT = 3


@dataclass(frozen=True, kw_only=True)
class Pulse:
    """How busy the fair is, counted now."""

    live: int
    harvests: int
    jobs: int


@dataclass(frozen=True, kw_only=True)
class Fair:
    pulse: Pulse
    rooms: list[RoomCard]
    coming: list[RoomCard]
    products: list[Product]
    stories: list[Farm]
    jobs: list[JobCard]


def the_fair(*, today: datetime.date, viewer: Any = None) -> Fair:
    """Live rooms, the newest harvests, people with a story, the newest jobs; nothing of whom the viewer blocked."""

    def seen(found: QuerySet[Any], path: str = "organization") -> QuerySet[Any]:
        return without_blocked(found=found, user=viewer, path=path)

    fresh = seen(freshly_picked(), "farm__organization")
    jobs = seen(find_jobs(search=JobSearch(order="new")), "employer__organization")
    return Fair(
        pulse=Pulse(
            live=Room.objects.open().count(),
            harvests=Batch.objects.filter(harvested_on__gt=today - ONE_WEEK, free__gt=0).count(),
            jobs=JobPosting.objects.open().count(),
        ),
        rooms=room_cards(rooms=seen(Room.objects.open()), limit=ROOMS),
        coming=room_cards(rooms=seen(Room.objects.upcoming()), limit=COMING_ROOMS),
        products=list(fresh[:PRODUCTS]),
        stories=list(seen(_with_first_words())[:STORIES]),
        jobs=[job_card(job) for job in jobs[:JOBS]],
    )


def _with_first_words() -> Any:
    """Farms that have begun their story, with `first_words`, the newest diary week first."""
    first = Chapter.objects.filter(farm=OuterRef("pk")).order_by("number", "pk")
    return (
        Farm.objects.filter(chapters__isnull=False, organization__state=OrganizationState.OPEN)
        .distinct()
        .annotate(first_words=Subquery(first.values("body")[:1]), chapter_title=Subquery(first.values("title")[:1]))
        .select_related("organization__avatar", "cover")
        .order_by(F("opened_at").desc(), "pk")
    )


@dataclass(frozen=True, kw_only=True)
class Mine:
    orders: list[OrderGroup]
    applications: list[Application]
    follows: int
    farms: bool
    employers: bool


def things_of(*, user: User) -> Mine:
    """What a person has at the fair: the latest of each, and which desks are theirs."""
    at_the_fair = user.memberships.filter(organization__state=OrganizationState.OPEN)
    kinds = set(at_the_fair.values_list("organization__kind", flat=True))
    return Mine(
        orders=list(OrderGroup.objects.filter(buyer=user).order_by("-pk")[:RECENT]),
        applications=list(user.applications.select_related("job__employer__organization").order_by("-pk")[:RECENT]),
        follows=user.follows.count(),
        farms="farm" in kinds,
        employers=bool(kinds - {"farm", "host_agency"}),
    )
