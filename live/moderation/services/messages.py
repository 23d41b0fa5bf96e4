from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.services import record_act
from accounts.models import User
from core.errors import NotAllowed
from core.events import publish
from live.chat.models import Message
from live.moderation.events import MessageDeleted
from live.rooms.permissions import can_moderate


@transaction.atomic
def delete_message(*, message: Message, actor: User, reason: str = "") -> Message:
    """Take a message out of sight. It stays as evidence, with who, when and why. Deleting twice is deleting once."""
    if not can_moderate(actor, message.room):
        raise NotAllowed(_("Only the room's moderators take messages away."))
    message = Message.objects.select_for_update(of=("self",)).select_related("room").get(pk=message.pk)
    if message.deleted_at is not None:
        return message
    message.deleted_at, message.deleted_by, message.deletion_reason = timezone.now(), actor, reason[:200]
    message.save(update_fields=["deleted_at", "deleted_by", "deletion_reason"])
    record_act(actor=actor, action="message.deleted", target=message, reason=reason)
    publish(MessageDeleted(room_id=message.room_id, message_id=message.pk), actor=actor)
    return message
