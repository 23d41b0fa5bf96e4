from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.fields import LocalizedField, PictureSerializer
from core.api.operations import PUBLIC, Operation
from core.api.serializers import ApiSerializer
from core.api.views import ApiView
from discovery.queries import the_fair
from live.rooms.api.serializers import RoomSerializer
from marketplace.catalogue.api.serializers import ProductSerializer
from recruiting.jobs.api.serializers import JobSerializer


class PulseSerializer(ApiSerializer):
    """How busy the fair is, counted now."""

    example = {"live": 2, "harvests": 14, "jobs": 31}

    live = serializers.IntegerField()
    harvests = serializers.IntegerField()
    jobs = serializers.IntegerField()


class StoryFarmSerializer(ApiSerializer):
    example = {
        "slug": "dashan-oranges",
        "name": {"text": "Dashan Oranges", "en": "Dashan Oranges"},
        "chapter": {"text": "A suitcase and a loan", "en": "A suitcase and a loan"},
        "cover": None,
    }

    slug = serializers.CharField()
    name = LocalizedField(source="organization.name")
    chapter = LocalizedField(source="chapter_title")
    cover = PictureSerializer(allow_null=True)


class FairSerializer(ApiSerializer):
    """What stands on the square: a few of each. The lists of each kind have the rest."""

    example = {
        "pulse": PulseSerializer.example,
        "rooms": [RoomSerializer.example],
        "coming": [],
        "products": [ProductSerializer.example],
        "stories": [StoryFarmSerializer.example],
        "jobs": [JobSerializer.example | {"distance_km": None}],
    }

    pulse = PulseSerializer()
    rooms = RoomSerializer(many=True)
    coming = RoomSerializer(many=True)
    products = ProductSerializer(many=True)
    stories = StoryFarmSerializer(many=True)
    jobs = serializers.SerializerMethodField()

    @extend_schema_field(JobSerializer(many=True))
    def get_jobs(self, fair: Any) -> Any:
        return JobSerializer([card.job for card in fair.jobs], many=True, context=self.context).data


class FairDetail(ApiView):
    tag = "Fair"
    operations = {
        "GET": Operation(name="getFair", summary=_("What is on at the fair now"), scope=PUBLIC, gives=FairSerializer)
    }

    def get(self, request: Request) -> Response:
        return self.give(the_fair(today=timezone.localdate(), viewer=request.user))
