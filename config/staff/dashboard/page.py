"""Which panel is there for whom. A panel stands on a right: without it, its query is not even asked."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from babel.dates import format_skeleton
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import get_language, gettext, ngettext, to_locale
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from config.staff.dashboard import figures
from config.staff.dashboard.period import PRESETS, Period, last_days, read_period
from core.charts import bar_chart, line_chart
from core.money import Money


@dataclass(frozen=True)
class Figure:
    """One number that may wait for somebody; `waits` when it does."""

    title: str
    value: str
    note: str
    link: str
    waits: bool


@dataclass(frozen=True)
class Chart:
    title: str
    total: str
    drawing: SafeString
    link: str


@dataclass(frozen=True)
class Panel:
    right: str
    build: Callable[[Period], Figure]


@dataclass(frozen=True, kw_only=True)
class DayChart:
    """A chart of one number a day. `page` and `field` are the list behind it, and what it is narrowed by."""

    right: str
    title: StrOrPromise
    unit: StrOrPromise
    count: Callable[..., Mapping[datetime.date, int | Decimal]]
    page: str
    field: str
    draw: Callable[..., SafeString] = bar_chart

    def build(self, period: Period) -> Chart:
        numbers = self.count(period=period)
        total = sum(numbers.values())
        words = to_locale(get_language() or "en")
        points = [(format_skeleton("MMMd", day, locale=words), number) for day, number in numbers.items()]
        return Chart(
            title=str(self.title),
            total=str(Money.parse(total)) if isinstance(total, Decimal) else number_format(total),
            drawing=self.draw(title=str(self.title), points=points if total else [], unit=str(self.unit)),
            link=_list(self.page, period.query(self.field)),
        )


def fill(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    today = timezone.localdate()
    period, form = read_period(request.GET, today=today)
    presets = [
        (ngettext("%(count)s day", "%(count)s days", count) % {"count": count}, last_days(count, today=today))
        for count in PRESETS
    ]
    return {
        **context,
        "title": gettext("Overview"),
        "period": period,
        "period_form": form,
        "presets": [(words, chosen, chosen == period) for words, chosen in presets],
        "figures": [panel.build(period) for panel in FIGURES if request.user.has_perm(panel.right)],
        "charts": [panel.build(period) for panel in CHARTS if request.user.has_perm(panel.right)],
    }


def _list(name: str, query: str = "") -> str:
    address = reverse(f"admin:{name}_changelist")
    return f"{address}?{query}" if query else address


def _events_failed(period: Period) -> Figure:
    counts = figures.events_undelivered()
    waiting = ngettext("%(count)s more is on its way", "%(count)s more are on their way", counts["waiting"])
    return Figure(
        title=gettext("Events that failed"),
        value=number_format(counts["failed"]),
        note=waiting % {"count": counts["waiting"]},
        link=_list("core_event", "delivery=failed"),
        waits=counts["failed"] > 0,
    )


def _papers(period: Period) -> Figure:
    waiting = figures.papers_waiting()
    age = gettext("The first of them waits %(time)s") % {"time": timesince(waiting.since)} if waiting.since else ""
    return Figure(
        title=gettext("Papers to look at"),
        value=number_format(waiting.count),
        note=age or gettext("Nobody waits"),
        link=_list("verification_verification"),
        waits=waiting.count > 0,
    )


def _held_money(period: Period) -> Figure:
    count, sums = figures.money_held()
    return Figure(
        title=gettext("Money held"),
        value=" + ".join(str(money) for money in sums) or str(Money(0, settings.DAJI_CURRENCY)),
        note=ngettext("%(count)s payment waits for a person", "%(count)s payments wait for a person", count)
        % {"count": count},
        link=_list("payments_payment", "state__exact=held"),
        waits=count > 0,
    )


def _videos(period: Period) -> Figure:
    count = figures.videos_refused(period=period)
    return Figure(
        title=gettext("Videos refused"),
        value=number_format(count),
        note=gettext("In the days chosen"),
        link=_list("uploads_video", f"state__exact=refused&{period.query('created_at')}"),
        waits=False,
    )


def _deliveries(period: Period) -> Figure:
    count = figures.deliveries_given_up()
    return Figure(
        title=gettext("Messages given up"),
        value=number_format(count),
        note=gettext("They can be sent again"),
        link=_list("notifications_delivery", "state__exact=failed"),
        waits=count > 0,
    )


FIGURES = (
    Panel("verification.view_verification", _papers),
    Panel("payments.view_payment", _held_money),
    Panel("core.view_event", _events_failed),
    Panel("notifications.view_delivery", _deliveries),
    Panel("uploads.view_video", _videos),
)
CHARTS = (
    DayChart(
        right="payments.view_payment",
        title=_("Turnover"),
        unit=_("paid for goods and post"),
        count=figures.money_turned_over,
        page="orders_ordergroup",
        field="paid_at",
        draw=line_chart,
    ),
    DayChart(
        right="orders.view_ordergroup",
        title=_("Checkouts paid"),
        unit=_("checkouts"),
        count=figures.checkouts_paid,
        page="orders_ordergroup",
        field="paid_at",
    ),
    DayChart(
        right="accounts.view_user",
        title=_("People who joined"),
        unit=_("people"),
        count=figures.people_joined,
        page="accounts_user",
        field="date_joined",
    ),
    DayChart(
        right="applications.view_application",
        title=_("Applications"),
        unit=_("applications"),
        count=figures.applications_made,
        page="applications_application",
        field="created_at",
    ),
    DayChart(
        right="rooms.view_room",
        title=_("Rooms opened"),
        unit=_("rooms"),
        count=figures.rooms_opened,
        page="rooms_room",
        field="opened_at",
    ),
    DayChart(
        right="chat.view_message",
        title=_("Lines taken down"),
        unit=_("lines"),
        count=figures.lines_taken_down,
        page="chat_message",
        field="deleted_at",
    ),
    DayChart(
        right="chat.view_mute",
        title=_("People silenced"),
        unit=_("people"),
        count=figures.people_silenced,
        page="chat_mute",
        field="created_at",
    ),
)
