"""Codes that are wrong, too old or used already; numbers of others; and what a stranger can find out."""

import re
import time
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from accounts.models import User
from core.models import Event
from core.templatetags.components import international
from tests.accounts.codes import another, code_in, texts_to

pytestmark = pytest.mark.django_db
PHONE, STRANGE = "+8613912347788", "+8613912347799"
WRONG = "That is not the code. Look again, or ask for a new one."


@pytest.fixture(autouse=True)
def _own_sms_folder(tmp_path: Path, settings) -> None:
    settings.DAJI_SMS_FOLDER = tmp_path


@pytest.fixture
def zhou(db) -> User:
    return User.objects.create_user(phone=PHONE, phone_verified=True, name="Lao Zhou")


def ask(client: Client, phone: str = PHONE) -> str:
    return client.post("/accounts/login/code/", {"phone": phone, "by": "phone"}).url


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_three_wrong_codes_and_the_right_one_is_worth_nothing(client: Client, zhou: User) -> None:
    page = ask(client)
    code = code_in(texts_to(PHONE)[-1])
    for _try in range(2):
        assert client.post(page, {"code": another(code)}).context["form"].errors["code"] == [WRONG]
    assert client.post(page, {"code": another(code)}).url == "/accounts/login/code/"
    client.post(page, {"code": code})
    assert not is_in(client)


def test_two_wrong_codes_and_the_right_one(client: Client, zhou: User) -> None:
    page = ask(client)
    code = code_in(texts_to(PHONE)[-1])
    for _try in range(2):
        client.post(page, {"code": another(code)})
    client.post(page, {"code": code})
    assert is_in(client)


@pytest.mark.parametrize(("age_seconds", "lets_in"), [(290, True), (310, False)])
def test_a_code_is_good_for_five_minutes(client: Client, zhou: User, monkeypatch, age_seconds, lets_in) -> None:
    page = ask(client)
    code = code_in(texts_to(PHONE)[-1])
    now = time.time()
    monkeypatch.setattr("allauth.account.internal.flows.code_verification.time.time", lambda: now + age_seconds)
    client.post(page, {"code": code})
    assert is_in(client) is lets_in


def test_a_code_works_once_and_only_where_it_was_asked_for(client: Client, zhou: User) -> None:
    page = ask(client)
    code = code_in(texts_to(PHONE)[-1])
    thief = Client()
    ask(thief)
    thief.post(page, {"code": code})
    assert not is_in(thief)
    client.post(page, {"code": code})
    assert is_in(client)
    client.logout()
    client.post(page, {"code": code})
    assert not is_in(client)


def page_of(client: Client, phone: str) -> tuple[int, str]:
    response = client.get(ask(client, phone))
    text = re.sub(r'value="[^"]{40,}"|nonce-\S+|nonce="[^"]*"|X-CSRFToken": "[^"]*', "", response.text)
    return response.status_code, text.replace(phone, "the number").replace(international(phone), "the number")


def test_a_stranger_cannot_find_out_who_has_an_account_by_number(zhou: User) -> None:
    known, unknown = page_of(Client(), PHONE), page_of(Client(), STRANGE)
    assert known == unknown
    assert texts_to(STRANGE) == [
        "Daji: somebody asked for a code, but this number has no account yet. Join first."
    ]  # who has the number is told


def test_the_measure_itself_tells_pages_apart() -> None:
    assert page_of(Client(), PHONE)[1] != Client().get("/accounts/login/code/").text


def test_joining_with_an_address_that_has_an_account_looks_like_joining(client: Client) -> None:
    EmailAddress.objects.create(
        user=User.objects.create_user(email="mei@example.com"), email="mei@example.com", verified=True, primary=True
    )
    form = {"name": "X", "password1": "orange-hill-7", "by": "email"}
    taken = client.post("/accounts/signup/", {**form, "email": "mei@example.com"})
    free = Client().post("/accounts/signup/", {**form, "email": "lin@example.com"})
    assert (taken.status_code, taken.url) == (free.status_code, free.url) == (302, "/accounts/confirm-email/")
    assert User.objects.filter(email="mei@example.com").count() == 1
    assert mail.outbox[0].subject == "You have an account at Daji"


@pytest.mark.parametrize("login", ["mei@example.com", "nobody@example.com"])
def test_a_wrong_password_says_the_same_with_and_without_an_account(client: Client, login: str) -> None:
    User.objects.create_user(email="mei@example.com", password="orange-hill-7")
    response = client.post("/accounts/login/", {"login": login, "password": "wrong-hill-7"})
    assert response.context["form"].non_field_errors() == ["The address or the password is wrong."]


def test_the_number_of_another_account_stays_theirs(client: Client, zhou: User) -> None:
    mei = User.objects.create_user(email="mei@example.com", name="Mei")
    client.force_login(mei)
    page = client.post("/accounts/phone/change/", {"phone": PHONE, "action_add": ""}).url
    response = client.post(page, {"code": code_in(texts_to(PHONE)[-1])})
    assert response.context["form"].errors["code"] == [
        "This number belongs to another account. Log in there with a code."
    ]
    mei.refresh_from_db()
    assert (mei.phone, str(User.objects.get(pk=zhou.pk).phone)) == (None, PHONE)


def test_proving_a_number_is_told_once_without_the_number(client: Client) -> None:
    mei = User.objects.create_user(email="mei@example.com", name="Mei")
    client.force_login(mei)
    page = client.post("/accounts/phone/change/", {"phone": PHONE, "action_add": ""}).url
    client.post(page, {"code": code_in(texts_to(PHONE)[-1])})
    assert [event.data for event in Event.objects.filter(name="accounts.PhoneVerified")] == [{"user_id": mei.pk}]
    client.logout()
    client.post(ask(client), {"code": code_in(texts_to(PHONE)[-1])})
    assert Event.objects.filter(name="accounts.PhoneVerified").count() == 1


def test_the_sentences_are_in_the_readers_language(client: Client, zhou: User) -> None:
    client.cookies["django_language"] = "zh-hans"
    page = ask(client)
    sentence = str(client.post(page, {"code": "abc"}).context["form"].errors["code"][0])
    assert sentence  # the catalogue is filled at the end; it is our sentence, not allauth's
    assert "Incorrect code" not in sentence
