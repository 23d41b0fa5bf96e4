"""The employer's side: applications to jobs that this person manages."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.states import OrganizationState, Role
from recruiting.applications.models import Application, PhoneReveal
from recruiting.applications.states import ApplicationState

ANSWER_WITHIN = timedelta(hours=24)
CARDS_PER_LANE = 20


@dataclass(frozen=True)
class LaneKind:
    slug: str
    label: str | Promise
    states: frozenset[str]


LANES = [
    LaneKind("new", _("New"), frozenset({ApplicationState.NEW})),
    LaneKind("called", _("Called"), frozenset({ApplicationState.CONTACTED})),
    LaneKind(
        "coming",
        _("Coming to see"),
        frozenset({ApplicationState.SCHEDULED, ApplicationState.ARRIVED, ApplicationState.INTERVIEWED}),
    ),
    LaneKind(
        "starts",
        pgettext_lazy("lane of the board", "Starts"),
        frozenset(
            {
                ApplicationState.OFFERED,
                ApplicationState.STARTED,
                ApplicationState.DAY7,
                ApplicationState.DAY30,
                ApplicationState.DAY90,
            }
        ),
    ),
    LaneKind("closed", _("Not this time"), frozenset({ApplicationState.CLOSED})),
]


@dataclass
class Lane:
    kind: LaneKind
    count: int = 0
    cards: list[Application] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


def leads_of(*, user: User) -> QuerySet[Application]:
    """With `is_revealed`: whether this person has already looked at the number."""
    return (
        Application.objects.filter(
            job__employer__organization__state=OrganizationState.OPEN,
            job__employer__organization__memberships__user=user,
            job__employer__organization__memberships__role__in=[Role.OWNER, Role.MANAGER],
        )
        .select_related("job__employer__organization", "worker__avatar", "room")
        .annotate(is_revealed=Exists(PhoneReveal.objects.filter(application=OuterRef("pk"), viewer=user)))
    )


def lanes(*, leads: QuerySet[Application], limit: int = CARDS_PER_LANE) -> list[Lane]:
    """The board, longest waiting first (the closed lane: latest first). One count and one query for each lane."""
    counts: dict[str, int] = defaultdict(int)
    for state, count in leads.order_by().values_list("state").annotate(count=Count("pk")):
        counts[state] += count
    board = []
    for kind in LANES:
        cards = leads.filter(state__in=kind.states)
        order = ["-state_since", "-pk"] if kind.slug == "closed" else ["state_since", "pk"]
        total = sum(counts[state] for state in kind.states)
        board.append(Lane(kind, total, list(cards.order_by(*order)[:limit]) if total else []))
    return board


def waiting_too_long(*, leads: QuerySet[Application], now: datetime) -> QuerySet[Application]:
    """New applications that nobody answered within a day."""
    return leads.filter(state=ApplicationState.NEW, state_since__lte=now - ANSWER_WITHIN)


def sources(*, leads: QuerySet[Application]) -> dict[str, int]:
    """How many came from a recruitment session and how many from the job list."""
    return leads.aggregate(
        live=Count("pk", filter=Q(room__isnull=False)), jobs=Count("pk", filter=Q(room__isnull=True))
    )
