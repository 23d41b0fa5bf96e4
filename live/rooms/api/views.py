from __future__ import annotations

from collections.abc import Sequence

import django_filters
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.queries import without_blocked
from accounts.services.dealings import check_is_open
from accounts.states import OrganizationState
from core.api.operations import PUBLIC, Operation
from core.api.views import ApiView, ListView
from live.rooms.api.serializers import RoomSerializer
from live.rooms.models import Room
from live.rooms.queries import RoomCard, cards_for, room_cards
from live.rooms.states import RoomState

# As on the pages: what is on air by the latest opening, what is coming by the nearest, replays by the latest end.
ORDERS: dict[str, Sequence[str]] = {
    RoomState.OPEN: ("-opened_at", "-pk"),
    RoomState.SCHEDULED: ("starts_at", "pk"),
    RoomState.REPLAY: ("-ended_at", "-pk"),
}
SHOWN = (RoomState.OPEN, RoomState.SCHEDULED, RoomState.REPLAY)


class RoomFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=[(state.value, state.label) for state in SHOWN], label=_("State"))
    kind = django_filters.CharFilter(label=_("sale, or recruitment"))
    organization = django_filters.CharFilter(field_name="organization__slug", label=_("Whose, by slug"))


class Rooms(ListView):
    tag = "Rooms"
    operations = {
        "GET": Operation(
            name="listRooms",
            summary=_("What is on air, what is coming, and what can be seen again"),
            scope=PUBLIC,
            gives=RoomSerializer,
            is_list=True,
        )
    }
    filterset_class = RoomFilter

    def get_queryset(self) -> QuerySet[Room]:
        shown = {"state__in": SHOWN, "organization__state": OrganizationState.OPEN}
        return without_blocked(found=Room.objects.with_faces().filter(**shown), user=self.request.user)

    def get_order(self) -> Sequence[str]:
        return ORDERS.get(self.filters.form.cleaned_data["state"], ("-starts_at", "-pk"))

    def present(self, rows: list[Room]) -> list[RoomCard]:
        return cards_for(rooms=rows)


class RoomDetail(ApiView):
    tag = "Rooms"
    operations = {"GET": Operation(name="getRoom", summary=_("One room"), scope=PUBLIC, gives=RoomSerializer)}

    def get(self, request: Request, pk: int) -> Response:
        cards = room_cards(rooms=Room.objects.filter(pk=pk), limit=1)
        if not cards:
            raise Http404
        check_is_open(organization=cards[0].room.organization)
        return self.give(cards[0])
