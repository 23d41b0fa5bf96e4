import pytest
from asgiref.sync import sync_to_async

from live.moderation.services import delete_message
from tests.factories.live import MessageFactory

pytestmark = pytest.mark.django_db(transaction=True)


async def test_a_deleted_message_disappears_for_all(enter_room, shopper):
    message = await sync_to_async(MessageFactory)()
    sockets = [await enter_room(message.room), await enter_room(message.room, shopper)]
    await sync_to_async(delete_message)(message=message, actor=message.room.host, reason="spam")
    for socket in sockets:
        frame = await socket.frame_of("room.chat_deleted")
        assert (frame["seq"], frame["data"]) == (1, {"message_id": message.pk})
