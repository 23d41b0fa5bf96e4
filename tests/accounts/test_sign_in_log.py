"""Who logged in, from where and by what stands in the log; what was typed does not. And no login lasts for ever."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.services.sessions import LONGEST_LOGIN
from tests.accounts.codes import another, code_in, texts_to

pytestmark = pytest.mark.django_db
PASSWORD = "orange-hill-7"


@pytest.fixture
def mei(db) -> User:
    user = User.objects.create_user(email="mei@example.com", password=PASSWORD, name="Mei")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def lines(caplog):
    caplog.set_level("INFO", "daji.security")
    return lambda: [
        (line.message, line.levelname, line.user_id, line.client, line.ways)
        for line in caplog.records
        if line.name == "daji.security"
    ]


def test_logging_in_and_out_is_written_down(mei: User, client: Client, lines) -> None:
    client.post("/accounts/login/", {"login": mei.email, "password": PASSWORD})
    client.post("/accounts/logout/")
    assert lines() == [
        ("logged in", "INFO", mei.pk, "127.0.0.1", ["password"]),
        ("logged out", "INFO", mei.pk, "127.0.0.1", ["password"]),
    ]


def test_a_wrong_password_is_written_down_without_it(mei: User, client: Client, lines, caplog) -> None:
    client.post("/accounts/login/", {"login": mei.email, "password": "apple-hill-8"})
    assert lines() == [("login refused", "WARNING", None, "127.0.0.1", [])]
    (line,) = [line for line in caplog.records if line.name == "daji.security"]
    assert "apple-hill-8" not in repr(vars(line))
    assert mei.email not in repr(vars(line))


PHONE = "+8613912347788"


@pytest.fixture
def zhou(db, settings, tmp_path) -> User:
    settings.DAJI_SMS_FOLDER = tmp_path
    return User.objects.create_user(phone=PHONE, phone_verified=True)


def test_a_wrong_code_is_written_down_without_it(zhou: User, client: Client, lines, caplog) -> None:
    page = client.post("/accounts/login/code/", {"phone": PHONE, "by": "phone"}).url
    code = code_in(texts_to(PHONE)[-1])
    client.post(page, {"code": another(code)})
    assert lines() == [("code refused", "WARNING", zhou.pk, "127.0.0.1", ["text"])]
    written = repr([vars(line) for line in caplog.records if line.name == "daji.security"])
    assert not {another(code), code, PHONE} & set(re.findall(r"[+\d]+", written))
    client.post(page, {"code": code})  # the control: the right one is no refusal
    assert [line[0] for line in lines()] == ["code refused", "logged in"]


def test_by_mail_too(mei: User, client: Client, lines) -> None:
    page = client.post("/accounts/login/code/", {"email": mei.email, "by": "email"}).url
    client.post(page, {"code": another(code_in(mail.outbox[-1].body))})
    assert lines() == [("code refused", "WARNING", mei.pk, "127.0.0.1", ["email"])]


def test_a_code_for_a_forgotten_password(mei: User, client: Client, lines) -> None:
    page = client.post("/accounts/password/reset/", {"email": mei.email}).url
    client.post(page, {"code": another(code_in(mail.outbox[-1].body))})
    assert lines() == [("code refused", "WARNING", mei.pk, "127.0.0.1", ["email"])]


def test_a_code_for_a_new_number(zhou: User, client: Client, lines) -> None:
    client.force_login(zhou)
    page = client.post("/accounts/phone/change/", {"phone": "139 5555 0001", "action_add": ""}).url
    client.post(page, {"code": another(code_in(texts_to("+8613955550001")[-1])), "action": "verify"})
    assert lines()[1:] == [("code refused", "WARNING", zhou.pk, "127.0.0.1", ["text"])]


def test_a_code_for_nobody(client: Client, lines, db, settings, tmp_path) -> None:
    settings.DAJI_SMS_FOLDER = tmp_path
    page = client.post("/accounts/login/code/", {"phone": PHONE, "by": "phone"}).url
    client.post(page, {"code": "123456"})
    assert lines() == [("code refused", "WARNING", None, "127.0.0.1", ["text"])]


@pytest.mark.parametrize(("after", "is_in"), [(LONGEST_LOGIN, True), (LONGEST_LOGIN + timedelta(seconds=1), False)])
def test_however_often_it_is_used_a_login_ends(mei: User, client: Client, monkeypatch, after, is_in) -> None:
    began = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: began)
    client.post("/accounts/login/", {"login": mei.email, "password": PASSWORD})
    for when in (*(began + timedelta(days=days) for days in range(10, 90, 10)), began + after):
        monkeypatch.setattr(timezone, "now", lambda when=when: when)
        assert client.get("/me/").status_code == 200
    assert (client.get("/me/").status_code == 200) is is_in


@pytest.mark.parametrize(("days", "is_in"), [(13, True), (15, False)])
def test_a_login_that_is_not_used_ends_after_a_fortnight(mei: User, client: Client, monkeypatch, days, is_in) -> None:
    client.post("/accounts/login/", {"login": mei.email, "password": PASSWORD})
    later = timezone.now() + timedelta(days=days)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert (client.get("/me/").status_code == 200) is is_in
