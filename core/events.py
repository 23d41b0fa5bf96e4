"""Domain events: recorded inside the transaction, delivered after it commits, redelivered after a crash.

The `Event` row is the memory. Receivers run in the thread that committed, so a room message or a task leaves at once; when
the process dies in between, or a receiver fails, `core.tasks.redeliver_events` calls all of them again. Receivers therefore
must be safe to run twice.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.metrics import EVENT_DELIVERIES
from core.models import Event
from core.request_ids import bound_request_id, current_request_id

logger = logging.getLogger(__name__)

REDELIVERY_GRACE = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class DomainEvent:
    """Base of every event. Named in the past tense; fields are ids and plain values, never model instances.

    `event_id` is the stored row's id; it is there when a receiver is called, and 0 before.
    """

    registry: ClassVar[dict[str, type[DomainEvent]]] = {}
    event_id: int = 0

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        DomainEvent.registry[cls.event_name()] = cls

    @classmethod
    def event_name(cls) -> str:
        """`<app label>.<class name>`: `marketplace.orders.events.OrderPaid` is "orders.OrderPaid"."""
        package = cls.__module__.split(".events")[0]
        return f"{package.rsplit('.', 1)[-1]}.{cls.__name__}"

    def payload(self) -> dict[str, Any]:
        data = asdict(self)
        del data["event_id"]
        return data


_subscribers: dict[type[DomainEvent], list[Callable[[Any], None]]] = defaultdict(list)


def subscribe[E: DomainEvent](event_type: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register a receiver: a function of the event that sends a room message or starts a task, quickly."""

    def register(receiver: Callable[[E], None]) -> Callable[[E], None]:
        if receiver not in _subscribers[event_type]:
            _subscribers[event_type].append(receiver)
        return receiver

    return register


def receivers_of(event_type: type[DomainEvent]) -> list[Callable[[Any], None]]:
    return list(_subscribers[event_type])


def publish(event: DomainEvent, *, actor: Any = None) -> Event:
    """Record the event in the running transaction and deliver it after commit.

    Raises RuntimeError outside a transaction: an event that could survive the rollback of its cause is a lie.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("publish() must be called inside transaction.atomic()")
    now = timezone.now()
    heard = bool(_subscribers[type(event)])
    known_actor = actor if getattr(actor, "pk", None) else None
    row = Event.objects.create(
        name=event.event_name(),
        data=event.payload(),
        actor=known_actor,
        happened_at=now,
        delivered_at=None if heard else now,
        retry_at=now + REDELIVERY_GRACE if heard else None,
        request_id=current_request_id(),
    )
    if heard:
        transaction.on_commit(partial(_deliver, replace(event, event_id=row.pk)), robust=True)
    return row


def _deliver(event: DomainEvent) -> bool:
    failures = []
    for receiver in _subscribers[type(event)]:
        try:
            receiver(event)
        except Exception as error:
            logger.exception("receiver failed", extra={"receiver": receiver.__qualname__, "event_id": event.event_id})
            failures.append(f"{receiver.__module__}.{receiver.__qualname__}: {error!r}")
    EVENT_DELIVERIES.labels("failed" if failures else "delivered").inc()
    if failures:
        Event.objects.filter(pk=event.event_id).update(last_error="\n".join(failures))
    else:
        Event.objects.filter(pk=event.event_id).update(delivered_at=timezone.now(), retry_at=None, last_error="")
    return not failures


def redeliver(*, limit: int = 500) -> int:
    """Deliver again what a crash or a failing receiver left behind; returns how many got through.

    Several workers may run this at once: each row is claimed by moving its `retry_at` (doubling from 10 s to an hour).
    """
    waiting = Event.objects.filter(delivered_at__isnull=True, retry_at__lte=timezone.now()).order_by("pk")[:limit]
    return sum(_deliver_once_more(row) for row in waiting)


def deliver_again(*, event_id: int) -> bool:
    """Deliver this event now, without waiting for its turn; True when this call got it through.

    What was delivered is never delivered again, and what another worker is at is left to that worker.
    """
    row = Event.objects.filter(pk=event_id, delivered_at__isnull=True).first()
    return row is not None and _deliver_once_more(row)


def _deliver_once_more(row: Event) -> bool:
    now = timezone.now()
    wait = min(timedelta(seconds=10 * 2 ** min(row.attempts, 16)), LONGEST_WAIT)
    claimed = Event.objects.filter(pk=row.pk, attempts=row.attempts, delivered_at__isnull=True).update(
        attempts=row.attempts + 1, retry_at=now + wait
    )
    if not claimed or (event := _read(row)) is None:
        return False
    with bound_request_id(row.request_id or current_request_id()):
        return _deliver(event)


def _read(row: Event) -> DomainEvent | None:
    """The event that was stored. None, and a note in the row, when this version of the code no longer knows it."""
    try:
        return DomainEvent.registry[row.name](**row.data, event_id=row.pk)
    except (KeyError, TypeError) as error:
        logger.error("event %s cannot be delivered: %r", row.pk, error)
        Event.objects.filter(pk=row.pk).update(last_error=repr(error))
        return None


def list_events(
    *, name_prefix: str = "", actor: Any = None, subject: Mapping[str, Any] | None = None
) -> QuerySet[Event]:
    """What happened, latest first: `list_events(name_prefix="orders.", subject={"order_id": 7})`."""
    found = Event.objects.select_related("actor").order_by("-pk")
    if name_prefix:
        found = found.filter(name__startswith=name_prefix)
    if actor is not None:
        found = found.filter(actor=actor)
    for field, value in (subject or {}).items():
        found = found.filter(**{f"data__{field}": value})
    return found
