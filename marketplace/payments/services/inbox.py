"""The webhook inbox: verify, keep raw, recognise repeats; processing comes afterwards, as often as needed."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.events import publish
from marketplace.payments.events import WebhookReceived
from marketplace.payments.gateways import ForgedWebhook, UnreadableWebhook, gateway_named
from marketplace.payments.models import Payment, WebhookEvent
from marketplace.payments.services.captures import apply_event
from marketplace.payments.states import WebhookState

LARGEST_BODY_BYTES = 64 * 1024
NEVER_KEPT = {"cookie", "authorization", "x-csrftoken"}


class WebhookRefused(Refused):
    status = 400


def receive(*, gateway: str, headers: Mapping[str, str], body: bytes) -> WebhookEvent:
    """Take in a callback; one that came before is given back as it stands.

    Raises UnknownGateway, and WebhookRefused when it is forged, stale or unreadable (which is recorded).
    """
    if len(body) > LARGEST_BODY_BYTES:
        raise WebhookRefused(_("This callback is too long."))
    kept = {name.lower(): value for name, value in headers.items() if name.lower() not in NEVER_KEPT}
    row = WebhookEvent(gateway=gateway, headers=kept, body=body, received_at=timezone.now())
    try:
        event = gateway_named(gateway).verify_webhook(headers=kept, body=body, now=row.received_at)
    except ForgedWebhook as error:
        row.state, row.outcome = WebhookState.FORGED, str(error)[:300]
        row.save()
        raise WebhookRefused(_("The signature or the time of this callback is wrong.")) from error
    except UnreadableWebhook as error:
        row.state, row.outcome = WebhookState.FAILED, str(error)[:300]
        row.save()
        raise WebhookRefused(_("This callback cannot be read.")) from error
    row.event_id = event.event_id
    with transaction.atomic():
        earlier, is_new = WebhookEvent.objects.get_or_create(
            gateway=gateway,
            event_id=event.event_id,
            defaults={"headers": kept, "body": body, "received_at": row.received_at},
        )
        if is_new:
            publish(WebhookReceived(webhook_event_id=earlier.pk))
    return earlier


@transaction.atomic
def process(*, webhook_event_id: int) -> WebhookEvent:
    """Apply a received callback to its payment; one that was processed before is left alone."""
    row = WebhookEvent.objects.select_for_update().get(pk=webhook_event_id)
    if row.state != WebhookState.RECEIVED:
        return row
    try:
        event = gateway_named(row.gateway).read_webhook(body=bytes(row.body))
        row.payment, changed = apply_event(gateway=row.gateway, event=event)
    except Payment.DoesNotExist:
        row.state, row.outcome = WebhookState.FAILED, "no such payment"
    else:
        row.state = WebhookState.PROCESSED if changed else WebhookState.IGNORED
        row.outcome = f"{event.outcome} {event.amount.minor} {event.amount.currency}: {row.payment.state}"
    row.processed_at = timezone.now()
    row.save(update_fields=["payment", "state", "outcome", "processed_at"])
    return row


@transaction.atomic
def replay(*, webhook_event_id: int) -> None:
    """Process again what failed, for example after its gateway was set up. Only what was verified once."""
    again = WebhookEvent.objects.filter(pk=webhook_event_id, state=WebhookState.FAILED).exclude(event_id="")
    if again.update(state=WebhookState.RECEIVED):
        publish(WebhookReceived(webhook_event_id=webhook_event_id))
