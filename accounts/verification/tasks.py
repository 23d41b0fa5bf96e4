from celery import shared_task
from django.utils import timezone

from accounts.verification.services.checks import remind_of_checks as remind_of_checks_on
from accounts.verification.services.expiry import remind_and_expire as remind_and_expire_on


@shared_task
def remind_and_expire() -> list[int]:
    return list(remind_and_expire_on(today=timezone.localdate()))


@shared_task
def remind_of_checks() -> int:
    return remind_of_checks_on(today=timezone.localdate())
