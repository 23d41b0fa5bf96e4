from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from marketplace.payments.models import WebhookEvent
from marketplace.payments.services import inbox
from marketplace.payments.states import WebhookState

SWEPT_AFTER = timedelta(seconds=10)


@shared_task
def process_webhook(webhook_event_id: int) -> None:
    inbox.process(webhook_event_id=webhook_event_id)


@shared_task
def process_waiting_webhooks() -> int:
    """What a killed worker left in the inbox: the row is the memory, the broker only the doorbell."""
    waiting = WebhookEvent.objects.filter(
        state=WebhookState.RECEIVED, received_at__lt=timezone.now() - SWEPT_AFTER
    ).order_by("pk")
    keys = list(waiting.values_list("pk", flat=True)[:500])
    for key in keys:
        process_webhook.delay(key)
    return len(keys)
