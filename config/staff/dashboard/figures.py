"""The numbers behind the dashboard. One query each, however many rows there are."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Count, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from accounts.models import User
from accounts.verification.queries import queue
from config.staff.dashboard.period import Period
from core.models import Event
from core.money import Money
from core.uploads.models import Video
from core.uploads.states import VideoState
from live.chat.models import Message, Mute
from live.rooms.models import Room
from marketplace.orders.models import OrderGroup
from marketplace.payments.queries import held_payments
from notifications.models import Delivery
from notifications.states import DeliveryState
from recruiting.applications.models import Application


@dataclass(frozen=True)
class Waiting:
    """So many wait, the longest since then."""

    count: int
    since: datetime.datetime | None


def people_joined(*, period: Period) -> dict[datetime.date, int]:
    return _per_day(User.objects.all(), period, "date_joined")


def applications_made(*, period: Period) -> dict[datetime.date, int]:
    return _per_day(Application.objects.all(), period, "created_at")


def rooms_opened(*, period: Period) -> dict[datetime.date, int]:
    return _per_day(Room.objects.all(), period, "opened_at")


def checkouts_paid(*, period: Period) -> dict[datetime.date, int]:
    return _per_day(OrderGroup.objects.all(), period, "paid_at")


def money_turned_over(*, period: Period) -> dict[datetime.date, Decimal]:
    """What was paid for goods and post, in the fair's own currency, by the day the money came."""
    rows = _days(OrderGroup.objects.all(), period, "paid_at").annotate(total=Sum("total"))
    found = {row["day"]: row["total"] for row in rows}
    return {day: _major(found[day]) if day in found else Decimal(0) for day in period.days}


def lines_taken_down(*, period: Period) -> dict[datetime.date, int]:
    return _per_day(Message.objects.all(), period, "deleted_at")


def people_silenced(*, period: Period) -> dict[datetime.date, int]:
    return _per_day(Mute.objects.all(), period, "created_at")


def events_undelivered() -> Mapping[str, int]:
    """How many "failed" and how many are still "waiting"."""
    return Event.objects.filter(delivered_at=None).aggregate(
        failed=Count("pk", filter=~Q(last_error="")), waiting=Count("pk", filter=Q(last_error=""))
    )


def papers_waiting() -> Waiting:
    found = queue().order_by().aggregate(count=Count("pk"), since=Min("submitted_at"))
    return Waiting(count=found["count"], since=found["since"])


def money_held() -> tuple[int, list[Money]]:
    """How many payments wait for a person, and what they come to in each currency."""
    rows = held_payments().order_by().values("received_currency").annotate(count=Count("pk"), sum=Sum("received_minor"))
    rows = rows.order_by("received_currency")
    sums = [Money(row["sum"], row["received_currency"]) for row in rows if row["sum"] is not None]
    return sum(row["count"] for row in rows), sums


def videos_refused(*, period: Period) -> int:
    return Video.objects.filter(state=VideoState.REFUSED, **period.lookups("created_at")).count()


def deliveries_given_up() -> int:
    return Delivery.objects.filter(state=DeliveryState.FAILED).count()


def _days(rows: QuerySet[Any], period: Period, field: str) -> Any:
    return rows.filter(**period.lookups(field)).order_by().annotate(day=TruncDate(field)).values("day")


def _per_day(rows: QuerySet[Any], period: Period, field: str) -> dict[datetime.date, int]:
    """Each day of the period, those without a row included."""
    found = {row["day"]: row["count"] for row in _days(rows, period, field).annotate(count=Count("pk"))}
    return {day: found.get(day, 0) for day in period.days}


def _major(total: Money | int) -> Decimal:
    money = total if isinstance(total, Money) else Money(total, settings.DAJI_CURRENCY)
    return money.major
