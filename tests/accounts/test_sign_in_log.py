"""Who logged in, from where and by what stands in the log; what was typed does not. And no login lasts for ever."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.services.sessions import LONGEST_LOGIN

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
