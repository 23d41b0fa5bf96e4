"""Events that did not get through, delivered by a person's hand: once, and only those."""

from dataclasses import dataclass

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.audit.models import AuditEntry
from accounts.models import User
from core import events
from core.events import DomainEvent, deliver_again, publish, subscribe
from core.models import Event

LIST = "admin:core_event_changelist"


@dataclass(frozen=True, kw_only=True)
class AdminBellRang(DomainEvent):
    times: int


class Broken(Exception):
    pass


@pytest.fixture
def heard(monkeypatch):
    """What the receiver heard; while `heard.broken` it fails."""

    class Heard(list):
        broken = False

    got = Heard()

    def receiver(event):
        if got.broken:
            raise Broken("no clapper")
        got.append(event.times)

    monkeypatch.setitem(events._subscribers, AdminBellRang, [])
    subscribe(AdminBellRang)(receiver)
    return got


@pytest.fixture
def boss(client, db):
    client.force_login(User.objects.create_superuser(email="boss@example.com", name="Boss"))
    return client


def ring(times, capture):
    with capture(execute=True), transaction.atomic():
        return publish(AdminBellRang(times=times))


@pytest.mark.django_db
def test_one_event_is_delivered_now_and_never_twice(heard, django_capture_on_commit_callbacks):
    heard.broken = True
    row = ring(1, django_capture_on_commit_callbacks)
    assert not deliver_again(event_id=row.pk)
    heard.broken = False
    assert deliver_again(event_id=row.pk)
    assert heard == [1]
    assert not deliver_again(event_id=row.pk)
    assert heard == [1]


@pytest.mark.django_db
def test_what_another_worker_claimed_is_left_to_it(heard, monkeypatch, django_capture_on_commit_callbacks):
    heard.broken = True
    row = ring(1, django_capture_on_commit_callbacks)
    heard.broken = False
    stale = Event.objects.get(pk=row.pk)
    Event.objects.filter(pk=row.pk).update(attempts=stale.attempts + 1)  # the other was quicker
    assert not events._deliver_once_more(stale)
    assert heard == []
    assert events._deliver_once_more(Event.objects.get(pk=row.pk))  # the control: the same, read afresh
    assert heard == [1]


def test_many_are_chosen_it_asks_first_and_leaves_the_delivered_alone(boss, heard, django_capture_on_commit_callbacks):
    delivered = ring(1, django_capture_on_commit_callbacks)
    heard.broken = True
    failed = [ring(times, django_capture_on_commit_callbacks) for times in (2, 3)]
    heard.broken = False
    chosen = {"action": "redeliver", "_selected_action": [row.pk for row in (delivered, *failed)]}

    asked = boss.post(reverse(LIST), chosen)
    assert asked.status_code == 200
    assert (asked.context["waiting"], asked.context["delivered"]) == (2, 1)
    assert heard == [1]
    assert not AuditEntry.objects.filter(action="core_event.action_run").exists()

    answer = boss.post(reverse(LIST), {**chosen, "confirmed": "yes"}, follow=True)
    assert "2 events were delivered." in answer.content.decode()
    assert heard == [1, 2, 3]
    assert not Event.objects.filter(delivered_at=None, name__endswith="AdminBellRang").exists()
    entry = AuditEntry.objects.get(action="core_event.action_run")
    assert entry.details == {"action": "redeliver", "chosen": 3, "ids": [str(row.pk) for row in (delivered, *failed)]}

    boss.post(reverse(LIST), {**chosen, "confirmed": "yes"})
    assert heard == [1, 2, 3]


def test_what_fails_again_is_said(boss, heard, django_capture_on_commit_callbacks):
    heard.broken = True
    row = ring(1, django_capture_on_commit_callbacks)
    data = {"action": "redeliver", "_selected_action": [row.pk], "confirmed": "yes"}
    answer = boss.post(reverse(LIST), data, follow=True)
    assert "1 event did not get through" in answer.content.decode()
    row.refresh_from_db()
    assert (row.attempts, row.delivered_at) == (1, None)
    assert "no clapper" in row.last_error


def test_the_list_tells_states_apart(boss, heard, django_capture_on_commit_callbacks):
    delivered = ring(1, django_capture_on_commit_callbacks)
    heard.broken = True
    failed = ring(2, django_capture_on_commit_callbacks)
    with transaction.atomic():
        waiting = publish(AdminBellRang(times=3))
    for state, row in (("delivered", delivered), ("failed", failed), ("waiting", waiting)):
        rows = boss.get(reverse(LIST), {"delivery": state, "q": "AdminBellRang"}).context["cl"].queryset
        assert list(rows) == [row]
    page = boss.get(reverse("admin:core_event_change", args=[failed.pk])).content.decode()
    assert '<th scope="row">times</th><td>2</td>' in page
    assert "no clapper" in page
