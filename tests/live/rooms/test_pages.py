import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.services.follows import follow
from core.localized import LocalizedText
from live.rooms.models import Room
from live.rooms.states import RoomState
from tests.factories.accounts import FollowFactory
from tests.factories.live import MessageFactory, RoomFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "shown", "not_shown"),
    [
        (RoomState.SCHEDULED, "you hear it when the room opens", "<live-player"),
        (RoomState.OPEN, 'data-mode="live"', "The room has ended"),
        (RoomState.ENDED, "The room has ended.", "<live-player"),
        (RoomState.REPLAY, 'data-mode="replay"', "The room has ended"),
    ],
)
@pytest.mark.parametrize("signed_in", [False, True])
def test_the_room_in_each_state(client, shopper, state, shown, not_shown, signed_in):
    if signed_in:
        client.force_login(shopper)
    room = RoomFactory(state=state)
    page = client.get(room.get_absolute_url())
    text = page.content.decode()
    assert page.status_code == 200
    assert shown in text
    assert not_shown not in text
    assert str(room.title) in text
    assert ("<room-say" in text) == (signed_in and state == RoomState.OPEN)
    assert ("<room-likes" in text) == (signed_in and state == RoomState.OPEN)


def test_a_room_that_is_not_there(client):
    assert client.get("/live/7777/").status_code == 404


def test_the_page_says_where_its_socket_goes_on(client):
    room = RoomFactory()
    text = client.get(room.get_absolute_url()).content.decode()
    assert re.search(rf'data-url="/ws/rooms/{room.pk}/" data-epoch="[0-9a-f]+" data-since="0"', text)


def test_a_visitor_is_led_to_the_login_and_back(client):
    room = RoomFactory()
    assert f"/accounts/login/?next=/live/{room.pk}/" in client.get(room.get_absolute_url()).content.decode()


def test_html_in_titles_and_messages_is_text(client):
    room = RoomFactory(title=LocalizedText.of("</script><b>x</b>"))
    MessageFactory(room=room, body="<img src=x onerror=alert(1)>")
    text = client.get(room.get_absolute_url()).content.decode()
    assert "<img src=x" not in text and "<b>x</b>" not in text
    assert "&lt;img src=x onerror=alert(1)&gt;" in text


def test_the_host_is_led_to_the_studio_and_viewers_are_not(client, shopper):
    room = RoomFactory()
    for user, is_led in ((room.host, True), (shopper, False)):
        client.force_login(user)
        assert (f'href="/studio/{room.pk}/"' in client.get(room.get_absolute_url()).content.decode()) is is_led


def test_following_shows_in_the_pill(client, shopper):
    room = RoomFactory()
    FollowFactory.create_batch(2, organization=room.organization)
    client.force_login(shopper)
    assert "2 followers" in client.get(room.get_absolute_url()).content.decode()
    follow(user=shopper, organization=room.organization)
    text = client.get(room.get_absolute_url()).content.decode()
    assert "3 followers" in text and 'aria-pressed="true"' in text


def test_it_is_published_as_a_broadcast_event(client):
    room = RoomFactory(state=RoomState.ENDED)
    text = client.get(room.get_absolute_url()).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text)[1])
    assert data["@type"] == "BroadcastEvent"
    assert (data["isLiveBroadcast"], data["url"]) == (False, f"http://testserver{room.get_absolute_url()}")
    assert data["endDate"].startswith(str(room.ended_at.year))


def test_chat_costs_the_same_however_long(client, shopper):
    client.force_login(shopper)
    counts = []
    for messages in (1, 3):
        room = RoomFactory()
        MessageFactory.create_batch(messages, room=room)
        with CaptureQueriesContext(connection) as queries:
            client.get(room.get_absolute_url())
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_only_the_last_fifty_messages_are_shown(client):
    room = RoomFactory()
    MessageFactory.create_batch(52, room=room)
    text = client.get(room.get_absolute_url()).content.decode()
    panel = text.split('data-live-part="chat-panel"')[1].split("</room-chat>")[0]
    assert panel.count("data-message=") - 1 == 50


def test_the_list_has_three_shelves(client):
    rooms = {state: RoomFactory(state=state) for state in RoomState}
    text = client.get(reverse("rooms:live")).content.decode()
    for state, room in rooms.items():
        assert (room.get_absolute_url() in text) == (state not in (RoomState.ENDED, RoomState.CANCELLED))


def test_the_list_when_nobody_is_on_air(client):
    assert "Nobody is on air right now." in client.get(reverse("rooms:live")).content.decode()


def test_shelves_are_in_order(db):
    now = timezone.now()
    late = RoomFactory(state=RoomState.SCHEDULED, starts_at=now + timedelta(days=2))
    soon = RoomFactory(state=RoomState.SCHEDULED, starts_at=now + timedelta(days=1))
    assert list(Room.objects.upcoming()) == [soon, late]


def test_the_list_costs_the_same_at_one_and_three(client):
    counts = []
    for _ in range(2):
        for state in (RoomState.SCHEDULED, RoomState.OPEN, RoomState.REPLAY):
            RoomFactory.create_batch(1 if not counts else 2, state=state)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("rooms:live"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_like_by_the_plain_form(client, shopper):
    room = RoomFactory()
    url = reverse("rooms:likes", args=[room.pk])
    assert client.post(url).url.startswith("/accounts/login/")
    client.force_login(shopper)
    assert client.post(url).status_code == 303
    assert Room.objects.get(pk=room.pk).likes == 1
    assert client.get(url).status_code == 405


def test_a_closed_room_takes_no_likes(client, shopper):
    room = RoomFactory(state=RoomState.ENDED)
    client.force_login(shopper)
    assert client.post(reverse("rooms:likes", args=[room.pk])).status_code == 409
    assert Room.objects.get(pk=room.pk).likes == 0
