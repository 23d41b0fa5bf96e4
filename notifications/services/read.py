from django.utils import timezone

from accounts.models import User
from notifications.models import Notification


def mark_read(*, user: User, notification: Notification | None = None) -> int:
    """Mark one or, without a notification, all of this person's as read; returns how many were not before."""
    unread = Notification.objects.filter(user=user, read_at=None)
    if notification is not None:
        unread = unread.filter(pk=notification.pk)
    return unread.update(read_at=timezone.now())
