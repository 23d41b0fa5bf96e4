from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from core import events
from core.events import DomainEvent, list_events, publish, receivers_of, redeliver, subscribe
from core.models import Event
from core.tasks import redeliver_events


@dataclass(frozen=True, kw_only=True)
class CratePacked(DomainEvent):
    crate_id: int
    where: str = "barn"


@dataclass(frozen=True, kw_only=True)
class CrateWeighed(DomainEvent):
    crate_id: int


@pytest.fixture
def heard(monkeypatch):
    """What a receiver of CratePacked was called with. It fails as often as `heard.failures` says."""

    class Heard(list):
        failures = 0

    calls = Heard()

    def receiver(event):
        calls.append(event)
        if calls.failures:
            calls.failures -= 1
            raise ConnectionError("the barn is on fire")

    monkeypatch.setitem(events._subscribers, CratePacked, [receiver])
    return calls


def later(**delta):
    Event.objects.filter(delivered_at=None).update(retry_at=timezone.now() - timedelta(**delta))


def test_names_carry_the_app():
    assert CratePacked.event_name().endswith(".CratePacked")
    assert DomainEvent.registry[CratePacked.event_name()] is CratePacked


def test_publishing_outside_a_transaction_is_a_bug(transactional_db):
    with pytest.raises(RuntimeError, match="atomic"):
        publish(CratePacked(crate_id=7))


def test_recorded_and_heard_after_the_commit(transactional_db, heard, django_user_model):
    farmer = django_user_model.objects.create_user(email="farmer@example.com")
    with transaction.atomic():
        row = publish(CratePacked(crate_id=7), actor=farmer)
        assert heard == []
    assert heard == [CratePacked(crate_id=7, event_id=row.pk)]
    row.refresh_from_db()
    assert row.name == CratePacked.event_name()
    assert row.data == {"crate_id": 7, "where": "barn"}
    assert row.actor == farmer
    assert row.delivered_at is not None
    assert row.retry_at is None


def test_an_anonymous_actor_is_nobody(db):
    class AnonymousUser:
        pk = None

    assert publish(CratePacked(crate_id=7), actor=AnonymousUser()).actor is None


def test_a_rollback_takes_the_event_along(transactional_db, heard):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        publish(CratePacked(crate_id=7))
        raise ZeroDivisionError
    assert heard == []
    assert not Event.objects.exists()


def test_an_event_that_nobody_hears_is_done_at_once(db):
    assert receivers_of(CrateWeighed) == []
    assert publish(CrateWeighed(crate_id=7)).delivered_at is not None


def test_a_failing_receiver_neither_breaks_the_caller_nor_the_other_receivers(transactional_db, monkeypatch):
    reached = []

    def failing(event):
        raise ConnectionError("away")

    monkeypatch.setitem(events._subscribers, CratePacked, [failing, reached.append])
    with transaction.atomic():
        row = publish(CratePacked(crate_id=7))
    assert [event.crate_id for event in reached] == [7]
    row.refresh_from_db()
    assert row.delivered_at is None
    assert "failing" in row.last_error
    assert "away" in row.last_error


def test_what_failed_is_delivered_again_and_then_no_more(transactional_db, heard):
    heard.failures = 2
    with transaction.atomic():
        row = publish(CratePacked(crate_id=7))
    assert redeliver() == 0, "not before its time"
    later(seconds=1)
    assert redeliver() == 0, "fails once more"
    later(seconds=1)
    assert redeliver() == 1
    later(seconds=1)
    assert redeliver() == 0
    assert heard == [CratePacked(crate_id=7, event_id=row.pk)] * 3
    row.refresh_from_db()
    assert row.last_error == ""


def test_what_a_crash_left_behind_is_delivered_by_the_task(db, heard):
    publish(CratePacked(crate_id=7))  # the test's transaction never commits, as in a process killed in time
    assert heard == []
    later(seconds=1)
    assert redeliver_events() == 1
    assert [event.crate_id for event in heard] == [7]


def test_waits_double_up_to_an_hour(db, heard):
    heard.failures = 100
    row = publish(CratePacked(crate_id=7))
    waits = []
    for _attempt in range(12):
        before = timezone.now()
        later(seconds=1)
        redeliver()
        row.refresh_from_db()
        waits.append(round((row.retry_at - before).total_seconds()))
    assert waits == [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600]


def test_two_workers_do_not_both_deliver(db, heard, monkeypatch):
    publish(CratePacked(crate_id=7))
    later(seconds=1)

    def meanwhile_in_the_other_worker(row):
        monkeypatch.undo()
        monkeypatch.setitem(events._subscribers, CratePacked, [heard.append])
        assert redeliver() == 0, "the first has claimed it"
        return CratePacked(**row.data, event_id=row.pk)

    monkeypatch.setattr(events, "_read", meanwhile_in_the_other_worker)
    assert redeliver() == 1
    assert len(heard) == 1


def test_a_row_of_another_version_does_not_stop_the_others(db, heard):
    now = timezone.now() - timedelta(seconds=1)
    Event.objects.create(name="barn.LongGone", data={}, retry_at=now)
    Event.objects.create(name=CratePacked.event_name(), data={"colour": "red"}, retry_at=now)
    publish(CratePacked(crate_id=7))
    later(seconds=1)
    assert redeliver() == 1
    assert [event.crate_id for event in heard] == [7]
    assert Event.objects.exclude(last_error="").count() == 2


def test_a_receiver_registers_once(monkeypatch):
    monkeypatch.setitem(events._subscribers, CrateWeighed, [])

    def receiver(event):
        pass

    subscribe(CrateWeighed)(receiver)
    subscribe(CrateWeighed)(receiver)
    assert receivers_of(CrateWeighed) == [receiver]


def test_listing(db, django_user_model, django_assert_num_queries):
    farmer = django_user_model.objects.create_user(email="farmer@example.com")
    first = publish(CratePacked(crate_id=7), actor=farmer)
    second = publish(CratePacked(crate_id=8))
    third = publish(CrateWeighed(crate_id=7))
    assert list(list_events()) == [third, second, first]
    assert list(list_events(actor=farmer)) == [first]
    assert list(list_events(subject={"crate_id": 7})) == [third, first]
    assert list(list_events(name_prefix=CratePacked.event_name(), subject={"crate_id": 8})) == [second]
    with django_assert_num_queries(1):
        assert [event.actor for event in list_events()] == [None, None, farmer]
