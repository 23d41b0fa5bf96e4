from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.services import record_act
from accounts.models import User
from core.errors import NotAllowed, Refused
from core.events import publish
from live.chat.models import Mute
from live.moderation.events import PersonMuted, PersonUnmuted
from live.rooms.models import Room
from live.rooms.permissions import can_moderate

LONGEST_MUTE_MINUTES = 24 * 60


@transaction.atomic
def mute(*, room: Room, user: User, actor: User, minutes: int, reason: str) -> Mute:
    """Keep somebody from writing in this room for a while. The reason is shown to him.

    Raises NotAllowed for strangers, Refused when the person runs the room, or the time or reason will not do.
    """
    _check_may_moderate(room, actor)
    if can_moderate(user, room):
        raise Refused(_("{name} helps to run this room and cannot be muted.").format(name=user.get_short_name()))
    if not 1 <= minutes <= LONGEST_MUTE_MINUTES:
        raise Refused(_("A mute lasts from one minute to a day."), field="minutes")
    if not reason.strip():
        raise Refused(_("Give a reason: the person will read it."), field="reason")
    now = timezone.now()
    row = Mute.objects.create(
        room=room,
        user=user,
        muted_by=actor,
        reason=reason.strip()[:200],
        created_at=now,
        until=now + timedelta(minutes=minutes),
    )
    record_act(
        actor=actor,
        action="person.muted",
        target=user,
        reason=row.reason,
        details={"room_id": room.pk, "minutes": minutes, "mute_id": row.pk},
    )
    publish(PersonMuted(room_id=room.pk, user_id=user.pk, mute_id=row.pk), actor=actor)
    return row


@transaction.atomic
def unmute(*, mute: Mute, actor: User) -> Mute:
    """Let the person write again; a mute that is over already stays as it was."""
    _check_may_moderate(mute.room, actor)
    now = timezone.now()
    row = Mute.objects.select_for_update(of=("self",)).select_related("room").get(pk=mute.pk)
    if row.lifted_at is not None or row.until <= now:
        return row
    row.lifted_at, row.lifted_by = now, actor
    row.save(update_fields=["lifted_at", "lifted_by"])
    details = {"room_id": row.room_id, "mute_id": row.pk}
    record_act(actor=actor, action="person.unmuted", target=row.user, details=details)
    publish(PersonUnmuted(room_id=row.room_id, user_id=row.user_id, mute_id=row.pk), actor=actor)
    return row


def _check_may_moderate(room: Room, actor: User) -> None:
    if not can_moderate(actor, room):
        raise NotAllowed(_("Only the room's moderators mute people."))
