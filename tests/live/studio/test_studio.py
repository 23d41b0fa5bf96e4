from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.states import OrganizationKind, Role
from core.uploads.services import pictures
from live.rooms.models import Room
from live.rooms.states import RoomState
from live.studio import views
from tests.factories.accounts import MembershipFactory, OrganizationFactory, UserFactory
from tests.factories.live import MessageFactory, MuteFactory, RoomFactory, VisitKind
from tests.factories.uploads import uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(client):
    user = UserFactory()
    MembershipFactory(user=user, role=Role.HOST)
    client.force_login(user)
    return user


def announcement(host, **changes):
    tomorrow = timezone.localtime(timezone.now() + timedelta(days=1))
    data = {
        "organization": host.memberships.get().organization_id,
        "kind": "visit",
        "title_en": "Late peaches",
        "title_zh_hans": "晚桃",
        "starts_at": tomorrow.strftime("%Y-%m-%dT%H:%M"),
        "language": "zh-hans",
    }
    return data | changes


def test_announcing_a_room(client, host, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    answer = client.post(reverse("studio:rooms"), announcement(host, cover=uploaded()))
    room = Room.objects.get()
    assert (answer.status_code, answer.url) == (303, reverse("studio:room", args=[room.pk]))
    assert (room.host, room.state, room.kind) == (host, RoomState.SCHEDULED, "visit")
    assert (dict(room.title), room.cover.uploaded_by) == ({"en": "Late peaches", "zh-hans": "晚桃"}, host)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title_en": "", "title_zh_hans": ""}, "Write it in at least one language."),
        ({"starts_at": "2020-01-01T10:00"}, "This time is over. Choose one to come."),
        ({"kind": "circus"}, "circus"),
        ({"organization": 777}, "Select a valid choice"),
    ],
)
def test_a_mistake_keeps_what_was_typed(client, host, changes, sentence):
    answer = client.post(reverse("studio:rooms"), announcement(host, **changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "zh-hans" in answer.content.decode()
    assert not Room.objects.exists()


def test_nobody_announces_for_a_farm_of_others(client, host):
    other = OrganizationFactory()
    MembershipFactory(organization=other, user=host, role=Role.STAFF)
    mine = host.memberships.get(role=Role.HOST).organization_id
    for organization, status in ((other.pk, 422), (mine, 303)):
        base = {"kind": "visit", "title_en": "x", "title_zh_hans": "", "language": "en", "organization": organization}
        soon = timezone.localtime(timezone.now() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
        assert client.post(reverse("studio:rooms"), base | {"starts_at": soon}).status_code == status


def test_a_kind_for_other_organisations_is_not_offered(client, host, monkeypatch):
    monkeypatch.setattr(VisitKind, "organization_kinds", (OrganizationKind.EMPLOYER,))
    assert client.post(reverse("studio:rooms"), announcement(host)).status_code == 422


def test_one_without_an_organisation_is_told_so(client, shopper):
    client.force_login(shopper)
    text = client.get(reverse("studio:rooms")).content.decode()
    assert "Ask yours to make you a host." in text
    assert "starts_at" not in text


def test_my_rooms_are_mine_and_my_organisations(client, host):
    mine = RoomFactory(host=host)
    ours = RoomFactory(organization=host.memberships.first().organization)
    theirs = RoomFactory()
    text = client.get(reverse("studio:rooms")).content.decode()
    assert [reverse("studio:room", args=[room.pk]) in text for room in (mine, ours, theirs)] == [True, True, False]


def test_my_rooms_cost_the_same_at_one_and_three(client, host):
    counts = []
    for batch in (1, 2):
        RoomFactory.create_batch(batch, host=host)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("studio:rooms"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("state", RoomState)
def test_the_cockpit_in_each_state(client, state):
    room = RoomFactory(state=state)
    client.force_login(room.host)
    page = client.get(reverse("studio:room", args=[room.pk]))
    text = page.content.decode()
    assert page.status_code == 200
    assert ("<live-publisher" in text) == (state == RoomState.OPEN)
    assert (reverse("studio:opening", args=[room.pk]) in text) == (state == RoomState.SCHEDULED)
    assert (reverse("studio:ending", args=[room.pk]) in text) == (state == RoomState.OPEN)


def test_the_cockpit_costs_the_same_at_one_and_three(client):
    counts = []
    for rows in (1, 3):
        room = RoomFactory()
        MessageFactory.create_batch(rows, room=room)
        MuteFactory.create_batch(rows, room=room)
        client.force_login(room.host)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("studio:room", args=[room.pk]))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_opening_and_ending(client):
    room = RoomFactory(state=RoomState.SCHEDULED)
    client.force_login(room.host)
    for name, state in (("opening", RoomState.OPEN), ("ending", RoomState.ENDED)):
        url = reverse(f"studio:{name}", args=[room.pk])
        assert client.get(url).status_code == 405
        assert client.post(url).status_code == 303
        assert Room.objects.get(pk=room.pk).state == state
        assert client.post(url).status_code == 409


@pytest.mark.parametrize("who", ["stranger", "staff", "host elsewhere", "anonymous"])
def test_others_find_no_studio(client, who):
    room = RoomFactory(state=RoomState.SCHEDULED)
    user = RoomFactory().host if who == "host elsewhere" else UserFactory()
    if who == "staff":
        MembershipFactory(organization=room.organization, user=user, role=Role.STAFF)
    if who != "anonymous":
        client.force_login(user)
    expected = 302 if who == "anonymous" else 404
    assert client.get(reverse("studio:room", args=[room.pk])).status_code == expected
    for name in ("opening", "ending"):
        assert client.post(reverse(f"studio:{name}", args=[room.pk])).status_code == expected
    assert Room.objects.get(pk=room.pk).state == RoomState.SCHEDULED


@pytest.mark.django_db(transaction=True)
def test_a_cover_is_decoded_before_the_transaction_of_the_key_opens(client, host, monkeypatch):
    """On SQLite an open one keeps every other writer waiting. The room itself is announced inside it."""
    inside = []

    def noting(module, name):
        honest = getattr(module, name)

        def noted(**arguments):
            inside.append((name, connection.in_atomic_block))
            return honest(**arguments)

        monkeypatch.setattr(module, name, noted)

    noting(pictures, "decode_picture")
    noting(views, "schedule_room")
    said = announcement(host, idempotency_key="one")
    for _again in range(2):
        answer = client.post(reverse("studio:rooms"), said | {"cover": uploaded()})
        assert answer.status_code == 303
    assert inside == [("decode_picture", False), ("schedule_room", True), ("decode_picture", False)]
