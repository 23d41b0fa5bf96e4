"""The figures are right, each leads to the list behind it, and each is there for whom it is meant."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.permissions import FINANCE, MODERATORS, SUPPORT
from accounts.verification.models import Verification
from config.staff.dashboard import figures
from config.staff.dashboard.page import CHARTS, FIGURES
from config.staff.dashboard.period import Period, last_days, read_period
from core.models import Event
from core.money import Money
from core.uploads.models import Video
from live.chat.models import Message, Mute
from live.rooms.models import Room
from marketplace.orders.models import OrderGroup
from marketplace.payments.models import Payment
from notifications.models import Delivery, Notification
from recruiting.applications.models import Application
from tests.factories.accounts import OrganizationFactory, UserFactory
from tests.factories.live import RoomFactory
from tests.factories.orders import paid, variant_of
from tests.factories.recruiting import ApplicationFactory, JobFactory, employer_of

pytestmark = pytest.mark.django_db
INDEX = "/admin/"
DAY = datetime.date(2026, 3, 10)
DAYS = Period(first=datetime.date(2026, 3, 9), last=datetime.date(2026, 3, 11))
NOON = timezone.make_aware(datetime.datetime(2026, 3, 10, 12))
LATE = timezone.make_aware(datetime.datetime(2026, 3, 11, 23, 59, 59))
OUTSIDE = timezone.make_aware(datetime.datetime(2026, 3, 12))
QUERY = {"first": "2026-03-09", "last": "2026-03-11"}


@pytest.fixture
def boss():
    return client_of(User.objects.create_superuser(email="boss@example.com"))


@pytest.fixture
def job():
    return JobFactory(employer=employer_of(UserFactory(), slug="works"))


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def client_in(group):
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return client_of(user)


def per_day(*numbers):
    return dict(zip(DAYS.days, numbers, strict=True))


def rows_of_each_kind(job):
    """One row of all that the dashboard counts, at noon of the tenth of March."""
    person = UserFactory(date_joined=NOON)
    OrderGroup.objects.filter(pk=paid((variant_of(price=1250), 2)).pk).update(paid_at=NOON)
    Application.objects.filter(pk=ApplicationFactory(job=job).pk).update(created_at=NOON)
    room = RoomFactory()
    Room.objects.filter(pk=room.pk).update(opened_at=NOON)
    number = Message.objects.count()
    Message.objects.create(
        room=room, author=person, body="x", client_id=f"m{number}", deleted_at=NOON, deleted_by=person
    )
    Mute.objects.create(room=room, user=person, muted_by=person, created_at=NOON, until=LATE)
    Video.objects.create(state="refused", refusal="codec", created_at=NOON)
    Verification.objects.create(organization=OrganizationFactory(), round=1, state="submitted", submitted_at=NOON)
    failed = Event.objects.create(name="x.Failed", data={}, last_error="no")
    Event.objects.create(name="x.Waiting", data={})
    told = Notification.objects.create(
        user=person,
        kind="room_opened",
        event=failed,
        url="/",
        params={"organization": {"en": "x"}, "title": {"en": "y"}},
    )
    Delivery.objects.create(notification=told, channel="email", state="failed")
    Payment.objects.create(
        reference=f"G{number}",
        gateway="sandbox",
        amount=Money(900),
        state="held",
        held_reason="order_gone",
        received_minor=900,
        received_currency="CNY",
        return_path="/",
    )


def test_numbers_by_the_day():
    User.objects.update(date_joined=OUTSIDE)
    for moment in (NOON, NOON, LATE, OUTSIDE):
        UserFactory(date_joined=moment)
    assert figures.people_joined(period=DAYS) == per_day(0, 2, 1)


def test_turnover_is_what_was_paid_by_the_day_the_money_came():
    OrderGroup.objects.filter(pk=paid((variant_of(price=1250), 2)).pk).update(paid_at=NOON)
    OrderGroup.objects.filter(pk=paid((variant_of(price=999), 1)).pk).update(paid_at=NOON)
    OrderGroup.objects.filter(pk=paid((variant_of(price=100), 1)).pk).update(paid_at=OUTSIDE)
    totals = [group.total.minor for group in OrderGroup.objects.filter(paid_at=NOON)]
    turnover = figures.money_turned_over(period=DAYS)
    assert [Money.parse(amount) for amount in turnover.values()] == [Money(0), Money(sum(totals)), Money(0)]
    assert sum(totals) >= 2 * 1250 + 999
    assert figures.checkouts_paid(period=DAYS) == per_day(0, 2, 0)


def test_each_kind_is_counted_once(job):
    User.objects.update(date_joined=OUTSIDE)
    rows_of_each_kind(job)
    for count in (
        figures.applications_made,
        figures.rooms_opened,
        figures.checkouts_paid,
        figures.lines_taken_down,
        figures.people_silenced,
    ):
        assert count(period=DAYS) == per_day(0, 1, 0), count
    assert figures.videos_refused(period=DAYS) == 1
    assert figures.deliveries_given_up() == 1
    assert figures.money_held() == (1, [Money(900, "CNY")])
    assert figures.papers_waiting() == figures.Waiting(count=1, since=NOON)
    counts = figures.events_undelivered()
    assert counts["failed"] == 1
    assert counts["waiting"] >= 1


def test_each_figure_leads_to_the_rows_it_counts(boss, job):
    rows_of_each_kind(job)
    context = boss.get(INDEX, QUERY).context
    for shown in context["charts"]:
        answer = boss.get(shown.link)
        assert answer.status_code == 200, shown.link
        if shown.title != "Turnover":
            assert str(answer.context["cl"].queryset.count()) == shown.total, shown.title
    for shown in context["figures"]:
        answer = boss.get(shown.link)
        assert answer.status_code == 200, shown.link
        assert answer.context["cl"].queryset.count() == 1, shown.title


def titles(client):
    context = client.get(INDEX).context
    return [panel.title for panel in (*context["figures"], *context["charts"])]


def test_everyone_sees_what_their_rights_reach(boss):
    assert len(titles(boss)) == len(FIGURES) + len(CHARTS)
    assert titles(client_in(FINANCE)) == ["Money held", "Turnover", "Checkouts paid"]
    assert titles(client_in(MODERATORS)) == [
        "Papers to look at",
        "Videos refused",
        "People who joined",
        "Rooms opened",
        "Lines taken down",
        "People silenced",
    ]
    assert titles(client_in(SUPPORT)) == [
        "Events that failed",
        "Messages given up",
        "Videos refused",
        "Checkouts paid",
        "People who joined",
        "Applications",
        "Rooms opened",
    ]
    alone = client_of(UserFactory(is_staff=True))
    assert titles(alone) == []
    assert "no part of the admin yet" in alone.get(INDEX).content.decode()


def test_an_empty_fair_says_so(boss):
    User.objects.update(date_joined=OUTSIDE)
    answer = boss.get(INDEX, {"first": "2020-01-01", "last": "2020-01-03"})
    assert answer.content.decode().count("chartbox--empty") == len(CHARTS)


def test_the_same_number_of_queries_for_one_row_and_for_three(boss, job):
    counts = []
    for more in (1, 2):
        for _row in range(more):
            rows_of_each_kind(job)
        boss.get(INDEX, QUERY)
        with CaptureQueriesContext(connection) as queries:
            assert boss.get(INDEX, QUERY).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= len(FIGURES) + len(CHARTS) + 4


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"first": "2026-03-11", "last": "2026-03-09"}, "after the last"),
        ({"first": "2024-01-01", "last": "2026-03-09"}, "more than a year"),
        ({"first": "soon", "last": "2026-03-09"}, "Enter a valid date"),
        ({"first": "2026-03-09"}, "This is still missing"),
        ({"first": "0001-01-01", "last": "0001-01-02"}, "greater than or equal to"),
        ({"first": "9999-12-31", "last": "9999-12-31"}, "less than or equal to"),
    ],
)
def test_days_that_make_no_sense(boss, query, says):
    answer = boss.get(INDEX, query)
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert answer.context["period"] == last_days(14, today=timezone.localdate())


def test_a_period_is_whole_days():
    period, form = read_period(QUERY, today=DAY)
    assert period == DAYS
    assert form.is_valid()
    assert (period.ends - period.begins) == datetime.timedelta(days=3)
    usual, _form = read_period({"utm": "x"}, today=DAY)
    assert (len(usual.days), usual.last) == (14, DAY)
