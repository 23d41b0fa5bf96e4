"""Joining and coming back, by phone code and by e-mail and password, as a browser without JavaScript would."""

from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.accounts.codes import another, code_in, texts_to

pytestmark = pytest.mark.django_db
PHONE = "+8613912347788"


@pytest.fixture(autouse=True)
def _own_sms_folder(tmp_path: Path, settings) -> None:
    settings.DAJI_SMS_FOLDER = tmp_path


def test_a_worker_joins_with_a_phone_number_and_a_code(client: Client) -> None:
    response = client.post("/accounts/signup/", {"name": "Lao Zhou", "phone": "139 1234 7788", "by": "phone"})
    assert response.status_code == 302
    [text] = texts_to(PHONE)
    response = client.post(response.url, {"code": code_in(text)})
    assert response.status_code == 302
    user = User.objects.get()
    assert (str(user.phone), user.phone_verified, user.name, user.email) == (PHONE, True, "Lao Zhou", None)
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_wrong_code_lets_nobody_in(client: Client) -> None:
    response = client.post("/accounts/signup/", {"name": "Lao Zhou", "phone": "13912347788", "by": "phone"})
    response = client.post(response.url, {"code": another(code_in(texts_to(PHONE)[-1]))})
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_logging_in_again_with_a_code(client: Client) -> None:
    user = User.objects.create_user(phone=PHONE, phone_verified=True, name="Lao Zhou")
    response = client.post("/accounts/login/code/", {"phone": "139 1234 7788", "by": "phone"})
    assert response.status_code == 302
    response = client.post(response.url, {"code": code_in(texts_to(PHONE)[-1])})
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_shopper_joins_and_logs_in_with_e_mail_and_password(client: Client) -> None:
    response = client.post(
        "/accounts/signup/", {"name": "Mei", "email": "mei@example.com", "password1": "orange-hill-7", "by": "email"}
    )
    assert response.url == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session
    client.post(response.url, {"code": code_in(mail.outbox[-1].body)})
    user = User.objects.get()
    assert (user.email, user.phone) == ("mei@example.com", None)
    assert client.session["_auth_user_id"] == str(user.pk)
    client.logout()
    response = client.post("/accounts/login/", {"login": "mei@example.com", "password": "orange-hill-7"})
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1391234778", "One number is missing. 11 in all."),
        ("139123477", "2 numbers are missing. 11 in all."),
        ("139123477889", "One number too many. 11 in all."),
        ("12345678901", "No such phone number exists. Check each digit."),
        ("call me", "Write a phone number, digits only."),
    ],
)
def test_a_number_that_is_none_gets_a_sentence_beside_the_field(client: Client, typed: str, sentence: str) -> None:
    response = client.post("/accounts/signup/", {"name": "Lao Zhou", "phone": typed, "by": "phone"})
    assert response.context["form"].errors["phone"] == [sentence]
    assert f'value="{typed}"' in response.content.decode()
    assert User.objects.count() == 0


def test_joining_twice_with_one_number_makes_no_second_account_and_says_so_by_text(client: Client) -> None:
    User.objects.create_user(phone=PHONE, phone_verified=True, name="Lao Zhou")
    client.post("/accounts/signup/", {"name": "Somebody", "phone": "13912347788", "by": "phone"})
    assert User.objects.count() == 1
    assert texts_to(PHONE) == ["Daji: this number already has an account. Log in with a code instead."]


def test_a_phone_number_and_a_password_typed_as_people_type_them(client: Client) -> None:
    user = User.objects.create_user(phone=PHONE, phone_verified=True, name="Lao Zhou", password="orange-hill-7")
    client.post("/accounts/login/", {"login": "139 1234 7788", "password": "orange-hill-7"})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_changing_the_phone_number_asks_who_it_is_and_for_a_code(client: Client) -> None:
    user = User.objects.create_user(email="mei@example.com", name="Mei", password="orange-hill-7")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.post("/accounts/login/", {"login": "mei@example.com", "password": "orange-hill-7"})
    assert client.get("/accounts/phone/change/").status_code == 200
    response = client.post("/accounts/phone/change/", {"phone": "139 1234 7788", "action_add": ""})
    assert response.url == "/accounts/reauthenticate/?next=%2Faccounts%2Fphone%2Fchange%2F"
    client.post(response.url, {"password": "orange-hill-7", "next": "/accounts/phone/change/"})
    client.post("/accounts/phone/verify/", {"code": code_in(texts_to(PHONE)[-1])})
    user.refresh_from_db()
    assert (str(user.phone), user.phone_verified) == (PHONE, True)


def test_logging_in_with_a_code_by_e_mail(client: Client) -> None:
    user = User.objects.create_user(email="mei@example.com", name="Mei")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    response = client.post("/accounts/login/code/", {"email": "mei@example.com", "by": "email"})
    client.post(response.url, {"code": code_in(mail.outbox[-1].body)})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_new_password_by_code(client: Client) -> None:
    user = User.objects.create_user(email="mei@example.com", name="Mei", password="orange-hill-7")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    response = client.post("/accounts/password/reset/", {"email": "mei@example.com"})
    response = client.post(response.url, {"code": code_in(mail.outbox[-1].body)})
    client.post(response.url, {"password1": "plum-valley-9", "password2": "plum-valley-9"})
    user.refresh_from_db()
    assert user.check_password("plum-valley-9")
    assert not user.check_password("orange-hill-7")
