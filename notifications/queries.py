from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from notifications.models import Delivery, Notification
from notifications.states import DeliveryState


def notifications_of(*, user: User) -> QuerySet[Notification]:
    """Newest first."""
    return Notification.objects.filter(user=user)


def unread_count(*, user: User) -> int:
    return Notification.objects.filter(user=user, read_at=None).count()


def due_deliveries(*, limit: int) -> list[int]:
    """Ids of deliveries whose time has come and which a crash or a failure left behind."""
    due = Delivery.objects.filter(state=DeliveryState.PENDING, retry_at__lte=timezone.now()).order_by("retry_at")
    return list(due.values_list("pk", flat=True)[:limit])
