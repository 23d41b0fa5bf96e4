"""Where a person is logged in, and logging out there."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from accounts.models import User

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0"


@pytest.fixture
def mei(db) -> User:
    user = User.objects.create_user(email="mei@example.com", password="orange-hill-7", name="Mei")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def browser(agent: str = DESK) -> Client:
    client = Client(headers={"user-agent": agent})
    client.post("/accounts/login/", {"login": "mei@example.com", "password": "orange-hill-7"})
    return client


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def shown(client: Client) -> list[tuple[str, str, bool]]:
    logins = client.get("/accounts/sessions/").context["logins"]
    return [(login.browser, login.system, login.is_current) for login in logins]


def test_each_login_is_listed_this_one_first(mei: User) -> None:
    browser(PHONE)
    desk = browser()
    assert shown(desk) == [("Firefox", "Windows", True), ("Chrome", "Android", False)]


def test_logging_out_there_and_only_there(mei: User) -> None:
    phone, other, desk = browser(PHONE), browser(PHONE), browser()
    lost = UserSession.objects.get(session_key=phone.session.session_key)
    assert desk.post(f"/accounts/sessions/{lost.pk}/").status_code == 303
    assert (is_in(phone), is_in(other), is_in(desk)) == (False, True, True)


def test_logging_out_here(mei: User) -> None:
    desk = browser()
    here = UserSession.objects.get(session_key=desk.session.session_key)
    assert desk.post(f"/accounts/sessions/{here.pk}/").url == "/"
    assert not is_in(desk)


def test_logging_out_everywhere_else(mei: User) -> None:
    phone, other, desk = browser(PHONE), browser(PHONE), browser()
    assert desk.post("/accounts/sessions/others/").status_code == 303
    assert (is_in(phone), is_in(other), is_in(desk)) == (False, False, True)
    assert shown(desk) == [("Firefox", "Windows", True)]


def test_a_stranger_ends_nothing(mei: User, stranger: User, client: Client) -> None:
    desk = browser()
    theirs = UserSession.objects.get(session_key=desk.session.session_key)
    client.force_login(stranger)
    assert client.post(f"/accounts/sessions/{theirs.pk}/").status_code == 404
    client.post("/accounts/sessions/others/")
    assert is_in(desk)


def test_another_password_ends_the_other_logins(mei: User) -> None:
    phone, desk = browser(PHONE), browser()
    form = {"oldpassword": "orange-hill-7", "password1": "plum-valley-9", "password2": "plum-valley-9"}
    assert desk.post("/accounts/password/change/", form).url == "/me/security/"
    assert (is_in(phone), is_in(desk)) == (False, True)
    assert shown(desk) == [("Firefox", "Windows", True)]


@pytest.mark.parametrize("others", [0, 2])
def test_the_list_asks_the_same_of_the_database_for_one_and_for_three(
    mei: User, others: int, django_assert_num_queries
) -> None:
    for _each in range(others):
        browser(PHONE)
    desk = browser()
    desk.get("/accounts/sessions/")
    with django_assert_num_queries(6):
        desk.get("/accounts/sessions/")


def test_a_page_an_hour_later_notes_that_it_was_seen(mei: User, monkeypatch) -> None:
    desk = browser()
    row = UserSession.objects.get()
    desk.get("/me/")
    assert UserSession.objects.get().last_seen_at == row.last_seen_at
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr("accounts.middleware.timezone.now", lambda: later)
    desk.get("/me/")
    assert UserSession.objects.get().last_seen_at == later


@pytest.mark.parametrize("path", ["/me/security/", "/accounts/sessions/"])
def test_they_are_for_people_who_are_logged_in(client: Client, path: str) -> None:
    assert client.get(path).url == f"/accounts/login/?next={path}"


def test_the_way_to_everything_stands_on_one_page(mei: User) -> None:
    desk = browser()
    page = desk.get("/me/security/").text
    for path in ("phone/change/", "email/", "password/change/", "2fa/webauthn/add/", "2fa/", "sessions/"):
        assert f'href="/accounts/{path}"' in page


OURS = [
    "email/",
    "phone/change/",
    "password/change/",
    "2fa/",
    "2fa/webauthn/",
    "sessions/",
    "logout/",
    "inactive/",
    "reauthenticate/",
]


@pytest.mark.parametrize("path", OURS)
def test_every_page_of_sign_in_stands_in_our_frame(mei: User, path: str) -> None:
    response = browser().get(f"/accounts/{path}")
    assert response.status_code == 200
    assert 'class="topbar"' in response.text
    assert "<script data-allauth-onload" not in response.text
    assert "style=" not in response.text


@pytest.mark.parametrize(("phone", "is_told"), [("+8613912347788", True), (None, False)])
def test_whoever_logs_in_by_text_is_told_what_that_does_not_keep_out(client: Client, mei: User, phone, is_told) -> None:
    User.objects.filter(pk=mei.pk).update(phone=phone, phone_verified=bool(phone))
    client.force_login(mei)
    page = client.get("/me/security/").text
    assert ("A code by text message goes to whoever has the SIM card, or can read your messages." in page) is is_told
