from celery import shared_task
from django.utils import timezone

from accounts.services import invitations


@shared_task
def expire_invitations() -> int:
    return invitations.expire_invitations(now=timezone.now())
