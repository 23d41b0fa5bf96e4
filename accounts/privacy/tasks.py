from celery import shared_task
from django.utils import timezone

from accounts.privacy.models import Erasure
from accounts.privacy.services import exports, retention
from accounts.privacy.services.erasure import clean_up


@shared_task
def pack_export(export_id: int) -> bool:
    return exports.pack(export_id=export_id)


@shared_task
def pack_what_waits() -> int:
    """The database is the memory: what no worker finished is taken up again."""
    return sum(exports.pack(export_id=pk) for pk in exports.waiting_exports(now=timezone.now()))


@shared_task
def forget_what_is_old() -> dict[str, int]:
    now = timezone.now()
    for erasure in Erasure.objects.filter(cleaned_at=None).select_related("user"):
        clean_up(erasure=erasure, now=now)
    return retention.forget_what_is_old(now=now)


@shared_task
def clean_after_erasing(user_id: int) -> None:
    clean_up(erasure=Erasure.objects.select_related("user").get(user_id=user_id), now=timezone.now())
