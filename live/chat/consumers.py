"""Writing over the socket: the same service as the form."""

from typing import Any

from live.chat.services.messages import post_message
from live.hub.inbox import client_message
from live.rooms.models import Room


@client_message("chat.post", fields={"body": "the message, at most 500 characters"}, per_second=1, burst=5)
def post(*, user: Any, subject: int, client_id: str, data: dict[str, Any]) -> dict[str, Any]:
    message = post_message(room=Room(pk=subject), author=user, body=str(data.get("body", "")), client_id=client_id)
    return {"message_id": message.pk}
