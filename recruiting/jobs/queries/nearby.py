"""Distance on the globe, computed by the database: a box that an index can use, then the haversine formula."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.db.models import F, FloatField, Q, QuerySet, Value
from django.db.models.functions import ASin, Cast, Cos, Least, Power, Radians, Sin, Sqrt

from recruiting.jobs.models import JobPosting

EARTH_RADIUS_KM = 6371.0088
KM_PER_DEGREE = EARTH_RADIUS_KM * math.pi / 180


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees, WGS 84."""

    latitude: float
    longitude: float

    def __str__(self) -> str:
        return f"{self.latitude:.4f},{self.longitude:.4f}"


def with_distance(*, jobs: QuerySet[JobPosting], point: Point) -> QuerySet[JobPosting]:
    """Annotate `distance_km`; None where a job has no coordinates."""
    latitude, longitude = math.radians(point.latitude), math.radians(point.longitude)
    half_chord = Power(Sin((Radians("latitude") - Value(latitude)) / 2), 2) + Value(math.cos(latitude)) * Cos(
        Radians("latitude")
    ) * Power(Sin((Radians("longitude") - Value(longitude)) / 2), 2)
    # Rounding may carry two opposite points of the globe past 1, where the arc sine is not defined.
    arc = ASin(Least(Sqrt(half_chord), Value(1.0), output_field=FloatField()))
    return jobs.annotate(distance_km=Cast(Value(2 * EARTH_RADIUS_KM) * arc, FloatField()))


def within(*, jobs: QuerySet[JobPosting], point: Point, kilometres: float) -> QuerySet[JobPosting]:
    """Jobs at most so far away, with `distance_km`."""
    boxed = jobs.filter(bounding_box(point=point, kilometres=kilometres))
    return with_distance(jobs=boxed, point=point).filter(Q(distance_km__lte=kilometres))


def bounding_box(*, point: Point, kilometres: float) -> Q:
    """A condition true for every place in the circle (and for some outside)."""
    height = kilometres / KM_PER_DEGREE
    box = Q(latitude__range=(point.latitude - height, point.latitude + height))
    if abs(point.latitude) + height >= 90:  # the circle holds a pole: every longitude
        return box
    half_width = math.degrees(
        math.asin(min(1.0, math.sin(math.radians(height)) / math.cos(math.radians(point.latitude))))
    )
    west, east = point.longitude - half_width, point.longitude + half_width
    if west < -180:
        return box & (Q(longitude__gte=west + 360) | Q(longitude__lte=east))
    if east > 180:
        return box & (Q(longitude__gte=west) | Q(longitude__lte=east - 360))
    return box & Q(longitude__range=(west, east))


def nearest_first(jobs: QuerySet[JobPosting]) -> QuerySet[JobPosting]:
    return jobs.order_by(F("distance_km").asc(nulls_last=True), "-published_at", "-pk")
