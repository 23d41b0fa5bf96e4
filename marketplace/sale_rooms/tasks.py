from celery import shared_task
from django.utils import timezone

from marketplace.sale_rooms.services import deals


@shared_task
def end_deals_past_their_time() -> int:
    return deals.end_deals_past_their_time(now=timezone.now())
