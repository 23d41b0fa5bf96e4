import logging

from celery import shared_task
from django.utils import timezone

from accounts.models import Organization
from accounts.queries import followers_of, waiting_invitations
from core.localized import LocalizedText
from live.rooms.models import Room
from notifications.queries import due_deliveries
from notifications.services import deliver as delivering
from notifications.services import invite as inviting
from notifications.services import links as linking
from notifications.services.tell import tell

logger = logging.getLogger(__name__)

FOLLOWERS_PER_BATCH = 500
SWEEP = 500


@shared_task
def deliver(delivery_id: int) -> bool:
    return delivering.deliver(delivery_id=delivery_id)


@shared_task
def deliver_what_is_due() -> int:
    """The database is the memory: whatever no worker finished is sent now."""
    return sum(delivering.deliver(delivery_id=pk) for pk in due_deliveries(limit=SWEEP))


@shared_task
def tell_followers_of_opening(event_id: int, room_id: int, organization_id: int) -> int:
    """In batches, so that a farm with a million followers never holds one transaction or one list of them."""
    organization = Organization.objects.get(pk=organization_id)
    room = Room.objects.get(pk=room_id)
    params = {"organization": dict(organization.name), "title": dict(LocalizedText(room.title))}
    followers = followers_of(organization=organization).exclude(pk=room.host_id).order_by("pk")
    last, told = 0, 0
    while batch := list(followers.filter(pk__gt=last)[:FOLLOWERS_PER_BATCH]):
        waiting = tell(users=batch, kind="room_opened", event_id=event_id, params=params, url=room.get_absolute_url())
        for delivery_id in waiting:
            deliver.delay(delivery_id)
        last, told = batch[-1].pk, told + len(batch)
    return told


@shared_task
def send_invitation(invitation_id: int, sending: int) -> bool:
    try:
        return inviting.send_invitation(invitation_id=invitation_id, sending=sending)
    except OSError:
        logger.warning("invitation not sent, the sweep tries again", extra={"invitation_id": invitation_id})
        return False


@shared_task
def send_waiting_invitations() -> int:
    """What no worker sent, is sent now."""
    return sum(send_invitation(pk, sending) for pk, sending in waiting_invitations(now=timezone.now(), limit=SWEEP))


@shared_task
def send_application_link(event_id: int, application_id: int, language: str) -> bool:
    return linking.send_application_link(event_id=event_id, application_id=application_id, language=language)


@shared_task
def send_order_link(event_id: int, group_id: int, language: str) -> bool:
    return linking.send_order_link(event_id=event_id, group_id=group_id, language=language)
