from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from core import events, heartbeats
from core.models import IdempotencyRecord

KEYS_KEPT_FOR = timedelta(days=settings.DAJI_KEEP_DAYS["idempotency"])


@shared_task
def redeliver_events() -> int:
    return events.redeliver()


@shared_task
def forget_idempotency_keys() -> int:
    deleted, _per_model = IdempotencyRecord.objects.filter(created_at__lt=timezone.now() - KEYS_KEPT_FOR).delete()
    return deleted


@shared_task
def beat_heart(queue: str) -> None:
    """Sent through each queue, so that it only arrives where somebody works that queue off."""
    heartbeats.beat(queue=queue)
