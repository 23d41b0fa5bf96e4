"""A login that ends closes its sockets at once, without a word from the browser; those of other logins stay open."""

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from asgiref.sync import sync_to_async
from django.core import mail
from django.test import Client

from accounts.events import LoginsEnded
from accounts.models import User
from accounts.privacy.services.erasure import erase_account
from accounts.services.deactivation import deactivate_person
from core import events
from live.hub.consumers import CLOSE_SIGNED_OUT
from live.rooms.states import RoomState
from tests.accounts.codes import code_in
from tests.factories.accounts import UserFactory
from tests.factories.live import RoomFactory

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD, NEW = "orange-hill-7", "plum-valley-9"


@pytest.fixture
async def room():
    return await sync_to_async(RoomFactory)(state=RoomState.OPEN)


@pytest.fixture
async def mei(db) -> User:
    user = await sync_to_async(User.objects.create_user)(email="mei@example.com", password=PASSWORD, name="Mei")
    await sync_to_async(EmailAddress.objects.create)(user=user, email=user.email, verified=True, primary=True)
    return user


@sync_to_async
def browser() -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": "mei@example.com", "password": PASSWORD})
    assert "_auth_user_id" in client.session
    return client


async def is_told_and_closed(socket) -> None:
    error = await socket.frame_of("hub.error")
    assert error["data"]["client_id"] == ""
    assert await socket.receive_output(timeout=5) == {"type": "websocket.close", "code": CLOSE_SIGNED_OUT}


async def stays(socket) -> None:
    """It hears the answer to its own ping, and before that nothing but how many are in the room."""
    await socket.send(text='{"type": "ping"}')
    while (heard := (await socket.frame())["type"]) == "room.counters":
        pass
    assert heard == "hub.pong"


def log_out(phone: Client, desk: Client) -> None:
    phone.post("/accounts/logout/")


def end_it_on_the_list(phone: Client, desk: Client) -> None:
    row = UserSession.objects.get(session_key=phone.session.session_key)
    assert desk.post(f"/accounts/sessions/{row.pk}/").status_code == 303


def end_it_itself_on_the_list(phone: Client, desk: Client) -> None:
    end_it_on_the_list(phone, phone)


@pytest.mark.parametrize("how", [log_out, end_it_on_the_list, end_it_itself_on_the_list])
async def test_one_login_ends_and_the_others_stay(enter_room, mei, stranger, room, how):
    phone, desk = await browser(), await browser()
    lost, kept = await enter_room(room, client=phone), await enter_room(room, client=desk)
    other, guest = await enter_room(room, stranger), await enter_room(room)
    await sync_to_async(how)(phone, desk)
    await is_told_and_closed(lost)
    for socket in (kept, other, guest):
        await stays(socket)


def end_the_others(desk: Client) -> None:
    assert desk.post("/accounts/sessions/others/").status_code == 303


async def test_all_others_end(enter_room, mei, room):
    phone, tablet, desk = await browser(), await browser(), await browser()
    lost = [await enter_room(room, client=client) for client in (phone, tablet)]
    kept = await enter_room(room, client=desk)
    await sync_to_async(end_the_others)(desk)
    for socket in lost:
        await is_told_and_closed(socket)
    await stays(kept)


def change_password(desk: Client) -> None:
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert desk.post("/accounts/password/change/", form).url == "/me/security/"


def reset_password(desk: Client) -> None:
    elsewhere = Client()
    page = elsewhere.post("/accounts/password/reset/", {"email": "mei@example.com"}).url
    page = elsewhere.post(page, {"code": code_in(mail.outbox[-1].body)}).url
    elsewhere.post(page, {"password1": NEW, "password2": NEW})
    assert User.objects.get(email="mei@example.com").check_password(NEW)


def password_by_the_admin(desk: Client) -> None:
    admin = Client()
    admin.force_login(UserFactory(is_staff=True, is_superuser=True))
    person = User.objects.get(email="mei@example.com")
    form = {"password1": NEW, "password2": NEW, "usable_password": "true"}
    assert admin.post(f"/admin/accounts/user/{person.pk}/password/", form).status_code == 302


def shut(desk: Client) -> None:
    superuser = UserFactory(is_staff=True, is_superuser=True)
    person = User.objects.get(email="mei@example.com")
    deactivate_person(person=person, actor=superuser, reason="Sold stolen oranges.")


def erase(desk: Client) -> None:
    person = User.objects.get(email="mei@example.com")
    erase_account(user=person, actor=person)


@pytest.mark.parametrize("how", [change_password, reset_password, password_by_the_admin, shut, erase])
async def test_whatever_else_ends_a_login(enter_room, mei, stranger, room, how):
    phone, desk = await browser(), await browser()
    lost, other = await enter_room(room, client=phone), await enter_room(room, stranger)
    await sync_to_async(how)(desk)
    await is_told_and_closed(lost)
    await stays(other)


async def test_nothing_closes_by_itself(enter_room, mei, room, monkeypatch):
    """The control: it is the event that closes them. The next thing that is said asks, as it always did."""
    monkeypatch.setitem(events._subscribers, LoginsEnded, [])
    phone, desk = await browser(), await browser()
    socket = await enter_room(room, client=phone)
    await sync_to_async(end_the_others)(desk)
    await stays(socket)
    await socket.say("chat.post", body="Good oranges")
    assert (await socket.frame_of("hub.error"))["data"]["client_id"] == "c1"
