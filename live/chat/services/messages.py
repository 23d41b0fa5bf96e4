from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.services.dealings import check_may_deal
from core.errors import NotAllowed, Refused
from core.events import publish
from live.chat.events import MessagePosted
from live.chat.models import LONGEST_MESSAGE, Message
from live.chat.queries import mute_of
from live.rooms.models import Room
from live.rooms.permissions import can_moderate

PACE_MESSAGES = 5
PACE_SECONDS = 10


def post_message(*, room: Room, author: User, body: str, client_id: str) -> Message:
    """Write in an open room. The same `client_id` again gives the same message back and tells nobody twice.

    Raises Refused with a sentence: empty, too long, the room is not open, muted (with until when), blocked, too quick.
    """
    body = _checked(body)
    earlier = _earlier(author, client_id)
    if earlier is not None:
        return earlier
    try:
        with transaction.atomic():
            room = Room.objects.select_related("organization").get(pk=room.pk)
            _check_may_write(room, author)
            message = Message.objects.create(room=room, author=author, body=body, client_id=client_id)
            publish(MessagePosted(room_id=room.pk, message_id=message.pk), actor=author)
            return message
    except IntegrityError:
        earlier = _earlier(author, client_id)  # the same message, sent twice at once
        if earlier is None:
            raise
        return earlier


def _checked(body: str) -> str:
    body = " ".join(body.replace("\x00", "").split())
    if not body:
        raise Refused(_("Write something first."), field="body")
    if len(body) > LONGEST_MESSAGE:
        sentence = _("A message has at most {most} characters. This one has {length}: shorten it a little.")
        raise Refused(sentence.format(most=LONGEST_MESSAGE, length=len(body)), field="body")
    return body


def _earlier(author: User, client_id: str) -> Message | None:
    if not client_id:
        raise Refused(_("This page is older than the site. Reload it."))
    return Message.objects.filter(author=author, client_id=client_id).first()


def _check_may_write(room: Room, author: User) -> None:
    if not room.is_open:
        raise Refused(_("The room is not open, so nobody would read it."))
    mute = mute_of(user=author, room=room)
    if mute is not None:
        until = date_format(timezone.localtime(mute.until), "TIME_FORMAT")
        raise NotAllowed(_("You cannot write here until {until}: {reason}").format(until=until, reason=mute.reason))
    check_may_deal(organizations=[room.organization_id], person=author)
    _check_pace(room, author)


def _check_pace(room: Room, author: User) -> None:
    """Slow mode for viewers, and a pace that fingers can keep for everyone."""
    now = timezone.now()
    recent = list(
        Message.objects.filter(room=room, author=author)
        .order_by("-created_at")
        .values_list("created_at", flat=True)[:PACE_MESSAGES]
    )
    if len(recent) == PACE_MESSAGES and now - recent[-1] < timedelta(seconds=PACE_SECONDS):
        raise Refused(_("You are writing very fast. Wait a few seconds."))
    if recent and room.slow_mode_seconds:
        wait = room.slow_mode_seconds - int((now - recent[0]).total_seconds())
        if wait > 0 and not can_moderate(author, room):
            sentence = ngettext("Slow mode: wait {n} second.", "Slow mode: wait {n} seconds.", wait)
            raise Refused(sentence.format(n=wait))
