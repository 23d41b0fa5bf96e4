from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.queries import without_blocked
from accounts.services.dealings import check_is_open
from core.api.operations import PUBLIC, Operation
from core.api.views import ApiView, ListView
from marketplace.storefronts import queries
from marketplace.storefronts.api import serializers
from marketplace.storefronts.models import Chapter, DiaryEntry, Farm
from marketplace.storefronts.services.diary import write_entry


class FarmFilter(django_filters.FilterSet):
    live = django_filters.BooleanFilter(field_name="is_live", label=_("Only those on air, or those not"))


class Farms(ListView):
    tag = "Farms"
    order = ("-is_live", "pk")
    filterset_class = FarmFilter
    operations = {
        "GET": Operation(
            name="listFarms",
            summary=_("All farms, those on air first"),
            scope=PUBLIC,
            gives=serializers.FarmSerializer,
            is_list=True,
        )
    }

    def get_queryset(self) -> QuerySet[Farm]:
        return without_blocked(found=queries.farms_at_the_fair(viewer=self.request.user), user=self.request.user)


class FarmDetail(ApiView):
    tag = "Farms"
    operations = {
        "GET": Operation(name="getFarm", summary=_("One farm"), scope=PUBLIC, gives=serializers.FarmSerializer)
    }

    def get(self, request: Request, slug: str) -> Response:
        return self.give(_open_farm(queries.farms(viewer=request.user), slug))


class Story(ListView):
    tag = "Farms"
    order = ("number", "pk")
    operations = {
        "GET": Operation(
            name="listChapters",
            summary=_("A farm’s story, from its first chapter"),
            scope=PUBLIC,
            gives=serializers.ChapterSerializer,
            is_list=True,
        )
    }

    def get_queryset(self) -> QuerySet[Chapter]:
        return queries.story_of(farm=_open_farm(_faces(), self.kwargs["slug"]))


class Diary(ListView):
    tag = "Farms"
    order = ("-date", "-pk")
    operations = {
        "GET": Operation(
            name="listDiaryEntries",
            summary=_("A farm’s crop diary, the latest day first"),
            scope=PUBLIC,
            gives=serializers.DiaryEntrySerializer,
            is_list=True,
        ),
        "POST": Operation(
            name="writeDiaryEntry",
            summary=_("Write in the diary of a farm I manage"),
            scope="farms:write",
            takes=serializers.WriteDiaryEntrySerializer,
            gives=serializers.DiaryEntrySerializer,
            status=201,
        ),
    }

    def get_queryset(self) -> QuerySet[DiaryEntry]:
        return queries.diary_of(farm=_open_farm(_faces(), self.kwargs["slug"]))

    def post(self, request: Request, slug: str) -> Response:
        farm = _open_farm(_faces(), slug)
        return self.give(write_entry(farm=farm, actor=request.user, **self.read(request)))


class People(ListView):
    tag = "Farms"
    order = ("joined_at", "pk")
    operations = {
        "GET": Operation(
            name="listFarmPeople",
            summary=_("Who grows it"),
            scope=PUBLIC,
            gives=serializers.FarmPersonSerializer,
            is_list=True,
        )
    }

    def get_queryset(self) -> QuerySet:
        return queries.people_of(farm=_open_farm(_faces(), self.kwargs["slug"]))


def _faces() -> QuerySet[Farm]:
    return Farm.objects.select_related("organization")


def _open_farm(farms: QuerySet[Farm], slug: str) -> Farm:
    found = get_object_or_404(farms, organization__slug=slug)
    check_is_open(organization=found.organization)
    return found
