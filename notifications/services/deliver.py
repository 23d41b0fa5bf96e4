"""Send one delivery. Whoever claims it first sends it; what a crash interrupts comes back when its claim runs out."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from core.transitions import check_transition
from notifications.gateways.channels import send
from notifications.models import Delivery
from notifications.states import DELIVERY_TRANSITIONS, DeliveryState

MOST_ATTEMPTS = 12
FIRST_WAIT_SECONDS = 20


def deliver(*, delivery_id: int) -> bool:
    """Send it if it is still to be sent and nobody else is at it; True when this call sent it.

    A channel gets a key that is the same for each attempt, and drops a key it has seen: a crash between sending and
    writing that down does not send twice.
    """
    now = timezone.now()
    delivery = Delivery.objects.select_related("notification__user").filter(pk=delivery_id).first()
    if delivery is None or delivery.state != DeliveryState.PENDING:
        return False
    wait = timedelta(seconds=min(FIRST_WAIT_SECONDS * 2**delivery.attempts, 3600))
    claimed = Delivery.objects.filter(pk=delivery_id, state=DeliveryState.PENDING, attempts=delivery.attempts).update(
        attempts=F("attempts") + 1, retry_at=now + wait
    )
    if not claimed:
        return False
    try:
        send(delivery=delivery)
    except OSError as error:  # the network or the disk, not a mistake in the program
        _note_failure(delivery, error)
        return False
    check_transition(DELIVERY_TRANSITIONS, delivery.state, DeliveryState.SENT)
    Delivery.objects.filter(pk=delivery_id).update(state=DeliveryState.SENT, sent_at=timezone.now(), last_error="")
    return True


def _note_failure(delivery: Delivery, error: OSError) -> None:
    state = DeliveryState.FAILED if delivery.attempts + 1 >= MOST_ATTEMPTS else DeliveryState.PENDING
    Delivery.objects.filter(pk=delivery.pk).update(state=state, last_error=repr(error))


def send_again(*, delivery: Delivery) -> None:
    """Give a delivery that was given up another chance, by a person's decision in the admin."""
    check_transition(DELIVERY_TRANSITIONS, delivery.state, DeliveryState.PENDING)
    Delivery.objects.filter(pk=delivery.pk).update(
        state=DeliveryState.PENDING, attempts=0, retry_at=timezone.now(), last_error=""
    )
