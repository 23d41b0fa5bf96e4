from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.api.fields import LinkField, LocalizedField, MoneySerializer, PictureSerializer
from core.api.serializers import ApiSerializer
from recruiting.jobs.models import JobPosting
from recruiting.jobs.queries.wording import spoken_text
from recruiting.jobs.states import HousingOffer, JobState, MealOffer, PayDay, PayKind, PayUnit, TransportOffer


class PaySpanSerializer(ApiSerializer):
    """From `low` to `high`; often the same."""

    example = {
        "low": {"amount_minor": 650_000, "currency": "CNY"},
        "high": {"amount_minor": 720_000, "currency": "CNY"},
        "unit": "month",
    }

    low = MoneySerializer()
    high = MoneySerializer()
    unit = serializers.ChoiceField(choices=PayUnit.values)


class JobEmployerSerializer(ApiSerializer):
    example = {"slug": "hengyuan", "name": {"text": "Hengyuan Parts", "en": "Hengyuan Parts", "zh-hans": "恒远配件"}}

    slug = serializers.CharField(source="organization.slug")
    name = LocalizedField(source="organization.name")


class JobSerializer(ApiSerializer):
    example = {
        "slug": "assembly",
        "title": {"text": "Phone parts assembly", "en": "Phone parts assembly", "zh-hans": "手机配件装配"},
        "state": "open",
        "employer": JobEmployerSerializer.example,
        "place": {"text": "Dalang, Dongguan", "en": "Dalang, Dongguan", "zh-hans": "东莞大朗"},
        "latitude": 22.94,
        "longitude": 113.94,
        "distance_km": 3.4,
        "pay": PaySpanSerializer.example,
        "pay_day": "monthly",
        "pay_day_of_month": 10,
        "housing": "free",
        "meals": "all",
        "transport": "none",
        "night_shift": False,
        "couples_welcome": True,
        "openings": 40,
        "places_left": 31,
        "published_at": "2026-11-20T09:00:00+08:00",
        "url": "https://daji.example/jobs/assembly/",
    }

    slug = serializers.CharField()
    title = LocalizedField()
    state = serializers.ChoiceField(choices=JobState.values)
    employer = JobEmployerSerializer()
    place = LocalizedField()
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)
    distance_km = serializers.SerializerMethodField(help_text="From `near`; null without it.")
    pay = serializers.SerializerMethodField()
    pay_day = serializers.ChoiceField(choices=PayDay.values)
    pay_day_of_month = serializers.IntegerField(allow_null=True)
    housing = serializers.ChoiceField(choices=HousingOffer.values)
    meals = serializers.ChoiceField(choices=MealOffer.values)
    transport = serializers.ChoiceField(choices=TransportOffer.values)
    night_shift = serializers.BooleanField()
    couples_welcome = serializers.BooleanField()
    openings = serializers.IntegerField()
    places_left = serializers.IntegerField()
    published_at = serializers.DateTimeField(allow_null=True)
    url = LinkField()

    def get_distance_km(self, job: JobPosting) -> float | None:
        distance: float | None = getattr(job, "distance_km", None)
        return None if distance is None else round(distance, 1)

    @extend_schema_field(PaySpanSerializer(allow_null=True))
    def get_pay(self, job: JobPosting) -> dict[str, Any] | None:
        headline = job.pay_headline
        if headline is None:
            return None
        span = {"low": headline.span.low, "high": headline.span.high, "unit": headline.unit}
        return PaySpanSerializer(span, context=self.context).data


class PayLineSerializer(ApiSerializer):
    example = {
        "kind": "base",
        "unit": "month",
        "title": "Base pay",
        "amount": {"amount_minor": 320_000, "currency": "CNY"},
        "amount_to": None,
        "multiple": None,
        "condition": {"text": ""},
    }

    kind = serializers.ChoiceField(choices=PayKind.values)
    unit = serializers.ChoiceField(choices=PayUnit.values)
    title = serializers.CharField()
    amount = MoneySerializer(allow_null=True)
    amount_to = MoneySerializer(allow_null=True)
    multiple = serializers.FloatField(allow_null=True, help_text="Overtime: times the base hour.")
    condition = LocalizedField()


class JobDetailSerializer(JobSerializer):
    """`spoken` is the job as one would say it to somebody who does not read."""

    example = JobSerializer.example | {
        "description": {"text": "Fit frames into cases.", "en": "Fit frames into cases."},
        "pay_lines": [PayLineSerializer.example],
        "days_per_month": 26,
        "hours_per_day": 10.0,
        "shift_starts_at": "08:00:00",
        "shift_ends_at": "20:00:00",
        "min_age": 18,
        "max_age": 45,
        "pictures": [],
        "spoken": "Phone parts assembly. ¥6,500–7,200 a month. Dalang, Dongguan.",
    }

    description = LocalizedField()
    pay_lines = PayLineSerializer(source="pay_components.all", many=True)
    days_per_month = serializers.IntegerField()
    hours_per_day = serializers.FloatField()
    shift_starts_at = serializers.TimeField(allow_null=True)
    shift_ends_at = serializers.TimeField(allow_null=True)
    min_age = serializers.IntegerField()
    max_age = serializers.IntegerField(allow_null=True)
    pictures = serializers.SerializerMethodField()
    spoken = serializers.SerializerMethodField()

    @extend_schema_field(PictureSerializer(many=True))
    def get_pictures(self, job: JobPosting) -> Any:
        pictures = [photo.picture for photo in job.photos.all()]
        return PictureSerializer(pictures, many=True, context=self.context).data

    def get_spoken(self, job: JobPosting) -> str:
        return spoken_text(job)
