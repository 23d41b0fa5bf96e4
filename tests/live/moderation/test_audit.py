"""What moderators do is written down for good, with their reason."""

import pytest

from accounts.audit.models import AuditEntry
from core.errors import NotAllowed
from live.moderation.services import delete_message, mute, unmute
from tests.factories.accounts import UserFactory
from tests.factories.live import MessageFactory

pytestmark = pytest.mark.django_db


def entries() -> list[tuple[int, str, str, str]]:
    return list(AuditEntry.objects.order_by("pk").values_list("actor", "action", "target_id", "reason"))


def test_each_act_is_one_entry_with_its_reason():
    message = MessageFactory()
    host, writer = message.room.host, message.author
    delete_message(message=message, actor=host, reason="spam")
    delete_message(message=message, actor=host, reason="spam")  # gone already: nothing was done
    row = mute(room=message.room, user=writer, actor=host, minutes=5, reason="Advertising")
    unmute(mute=row, actor=host)
    unmute(mute=row, actor=host)
    assert entries() == [
        (host.pk, "message.deleted", str(message.pk), "spam"),
        (host.pk, "person.muted", str(writer.pk), "Advertising"),
        (host.pk, "person.unmuted", str(writer.pk), ""),
    ]
    muting = AuditEntry.objects.get(action="person.muted")
    assert muting.details == {"room_id": message.room_id, "minutes": 5, "mute_id": row.pk}


def test_what_is_refused_is_not_an_act():
    message = MessageFactory()
    with pytest.raises(NotAllowed):
        delete_message(message=message, actor=UserFactory())
    assert entries() == []
