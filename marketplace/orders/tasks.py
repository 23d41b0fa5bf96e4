from celery import shared_task
from django.utils import timezone

from marketplace.orders.services import cancelling, fulfilment, reservations


@shared_task
def release_expired() -> None:
    """Holds and unpaid checkouts whose time is over."""
    now = timezone.now()
    cancelling.cancel_overdue(now=now)
    reservations.release_expired(now=now)


@shared_task
def complete_delivered() -> int:
    return fulfilment.complete_delivered(now=timezone.now())
