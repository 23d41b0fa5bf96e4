"""Write down who is to be told what. Sending is `deliver.py`'s, after commit."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.privacy.queries import who_withdrew
from notifications.models import Delivery, Notification
from notifications.states import Channel

# A delivery is due at once by the doorbell; the sweeper leaves it alone until the doorbell had its chance.
DOORBELL_GRACE = timedelta(seconds=10)
# What is mailed only to those who did not switch it off: kind -> purpose of the consent.
OPTIONAL_MAIL = {"room_opened": "live_mail"}


@transaction.atomic
def tell(*, users: Iterable[User], kind: str, event_id: int, params: dict[str, Any], url: str) -> list[int]:
    """Notify each of these people once of this event; returns the ids of the deliveries that wait to be sent.

    Safe to run twice: what is already written down is left as it is, and only what was not sent is returned.
    """
    people = {user.pk: user for user in users if user.is_active}
    quiet = who_withdrew(purpose=OPTIONAL_MAIL[kind], among=people) if kind in OPTIONAL_MAIL else set()
    Notification.objects.bulk_create(
        [Notification(user_id=pk, kind=kind, event_id=event_id, params=params, url=url) for pk in people],
        ignore_conflicts=True,
    )
    written = Notification.objects.filter(event_id=event_id, kind=kind, user_id__in=people).values_list("pk", "user_id")
    due = timezone.now() + DOORBELL_GRACE
    deliveries = [Delivery(notification_id=pk, channel=Channel.IN_APP, retry_at=due) for pk, _user in written]
    deliveries += [
        Delivery(notification_id=pk, channel=Channel.EMAIL, retry_at=due)
        for pk, user in written
        if people[user].email and user not in quiet
    ]
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    ids = [pk for pk, _user in written]
    return list(
        Delivery.objects.filter(notification_id__in=ids, sent_at=None).order_by("pk").values_list("pk", flat=True)
    )
