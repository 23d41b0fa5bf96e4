import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from accounts.models import Exclusion
from live.chat.events import MessagePosted
from live.chat.models import Message
from live.chat.receivers import show_message
from live.chat.services.messages import post_message
from tests.factories.live import MessageFactory, MuteFactory, RoomFactory

pytestmark = pytest.mark.django_db(transaction=True)
make_room = sync_to_async(RoomFactory)


async def test_a_message_comes_back_to_its_writer_like_to_everyone(enter_room, shopper):
    room = await make_room()
    writer, visitor = await enter_room(room, shopper), await enter_room(room)
    await writer.say("chat.post", client_id="c9", body="<b>hi</b>")
    frames = {frame["type"]: frame["data"] for frame in [await writer.frame(), await writer.frame()]}
    message = await Message.objects.aget()
    assert frames["hub.ack"] == {"client_id": "c9", "result": {"message_id": message.pk}}
    seen = {"message_id": message.pk, "author_id": shopper.pk, "author": "Mei", "is_host": False, "body": "<b>hi</b>"}
    assert frames["room.chat"] == seen
    assert (await visitor.frame_of("room.chat"))["data"] == seen


async def test_a_message_sent_twice_is_acknowledged_twice_and_shown_once(enter_room, shopper):
    room = await make_room()
    socket = await enter_room(room, shopper)
    for _ in range(2):
        await socket.say("chat.post", client_id="c9", body="hi")
    types = [(await socket.frame())["type"] for _ in range(3)]
    assert sorted(types) == ["hub.ack", "hub.ack", "room.chat"]
    assert await Message.objects.acount() == 1


async def test_refusals_are_sentences_to_the_writer_alone(enter_room, shopper):
    mute = await sync_to_async(MuteFactory)()
    room, muted = mute.room, mute.user
    here, other = await enter_room(room, muted), await enter_room(room, shopper)
    await here.say("chat.post", body="hi")
    assert "You cannot write here until" in (await here.frame())["data"]["message"]
    await other.say("chat.post", client_id="long", body="x" * 600)
    assert (await other.frame())["data"]["client_id"] == "long"
    assert await Message.objects.acount() == 0


async def test_a_block_reaches_who_sits_in_the_room_already(enter_room, shopper):
    room = await make_room()
    socket = await enter_room(room, shopper)
    await socket.say("chat.post", client_id="c1", body="before")
    assert {(await socket.frame())["type"], (await socket.frame())["type"]} == {"hub.ack", "room.chat"}
    await sync_to_async(Exclusion.objects.create)(organization=room.organization, person=shopper, reason="Insults")
    await socket.say("chat.post", client_id="c2", body="after")
    refused = await socket.frame()
    assert (refused["type"], refused["data"]["client_id"]) == ("hub.error", "c2")
    assert "blocked you: Insults." in refused["data"]["message"]
    assert [message.body async for message in Message.objects.all()] == ["before"]


async def test_a_flood_is_stopped_before_the_database(enter_room, shopper):
    room = await make_room()
    socket = await enter_room(room, shopper)
    for n in range(8):
        await socket.say("chat.post", client_id=str(n), body="again")
    frames = [await socket.frame() for _ in range(13)]
    errors = [frame["data"]["message"] for frame in frames if frame["type"] == "hub.error"]
    assert errors == ["That is a little too quick. Wait a moment."] * 3
    assert await Message.objects.acount() == 5


async def test_the_form_and_the_socket_speak_to_the_same_room(enter_room, shopper):
    room = await make_room()
    socket = await enter_room(room)
    await sync_to_async(post_message)(room=room, author=room.host, body="Sweeter.", client_id="c")
    frame = await socket.frame_of("room.chat")
    assert (frame["seq"], frame["data"]["is_host"], frame["data"]["body"]) == (1, True, "Sweeter.")


async def test_a_redelivered_event_of_a_deleted_message_shows_nothing(enter_room):
    room = await make_room()
    message = await sync_to_async(MessageFactory)(room=room, deleted_at=timezone.now(), deleted_by=room.host)
    socket = await enter_room(room)
    await sync_to_async(show_message)(MessagePosted(room_id=room.pk, message_id=message.pk))
    other = await sync_to_async(MessageFactory)(room=room)
    await sync_to_async(show_message)(MessagePosted(room_id=room.pk, message_id=other.pk))
    assert (await socket.frame_of("room.chat"))["data"]["message_id"] == other.pk
