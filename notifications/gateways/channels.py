"""How each channel carries a notification."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from live.hub.broadcast import send_frame, user_topic
from notifications.models import Delivery
from notifications.protocol import NotificationArrived
from notifications.queries import unread_count
from notifications.states import Channel


def send(*, delivery: Delivery) -> None:
    """Raises OSError when the channel can not be reached now."""
    if delivery.channel == Channel.IN_APP:
        _ring_the_bell(delivery)
    else:
        _send_email(delivery)


def _ring_the_bell(delivery: Delivery) -> None:
    user = delivery.notification.user
    ring = NotificationArrived(notification_id=delivery.notification_id, unread=unread_count(user=user))
    send_frame(topic=user_topic(user.pk), frame=ring)


def _send_email(delivery: Delivery) -> None:
    notification = delivery.notification
    with translation.override(notification.user.language or settings.LANGUAGE_CODE):
        sentence = notification.sentence
        link = f"{settings.DAJI_SITE_URL}{notification.url}"
        body = render_to_string("notifications/email.txt", {"notification": notification, "link": link})
    email = EmailMessage(
        subject=sentence,
        body=body,
        to=[str(notification.user.email)],
        headers={"Message-ID": f"<delivery-{delivery.pk}-{notification.event_id}@{settings.DAJI_MAIL_DOMAIN}>"},
    )
    email.send()
