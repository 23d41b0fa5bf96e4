"""The second factor: codes of an app, recovery codes, and staff who cannot do without."""

import time
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from accounts.services.second_factor import open_secret, reseal_secrets
from core.encryption import DecryptionError, field_keys, key_id_of, new_key

pytestmark = pytest.mark.django_db
PASSWORD = "orange-hill-7"
LOGIN = {"login": "wu@example.com", "password": PASSWORD}


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def wrong(code: str) -> str:
    return f"{(int(code) + 111_111) % 1_000_000:06}"


@pytest.fixture
def wu(db) -> User:
    user = User.objects.create_user(
        email="wu@example.com", password=PASSWORD, name="Wu", is_staff=True, is_superuser=True
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def secret(wu: User) -> str:
    secret = generate_totp_secret()
    TOTP.activate(wu, secret)
    return secret


def rotate(*arguments: str) -> str:
    said = StringIO()
    call_command("rotate_field_keys", *arguments, stdout=said)
    return said.getvalue()


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_password_alone_lets_nobody_in_who_has_a_second_factor(client: Client, wu: User, secret: str) -> None:
    assert client.post("/accounts/login/", LOGIN).url == "/accounts/2fa/authenticate/"
    assert not is_in(client)
    response = client.post("/accounts/2fa/authenticate/", {"code": wrong(code_of(secret))})
    assert response.context["form"].errors["code"] == [
        "That is not the code. Look again: it changes every half minute."
    ]
    assert not is_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert is_in(client)


def test_without_a_second_factor_the_password_is_enough(client: Client, wu: User) -> None:
    client.post("/accounts/login/", LOGIN)
    assert is_in(client)


def test_a_code_of_the_app_works_once(client: Client, wu: User, secret: str) -> None:
    code = code_of(secret)
    for expected in (True, False):
        browser = Client()
        browser.post("/accounts/login/", LOGIN)
        browser.post("/accounts/2fa/authenticate/", {"code": code})
        assert is_in(browser) is expected


def test_a_recovery_code_works_once(wu: User, secret: str) -> None:
    code, other = RecoveryCodes.activate(wu).get_unused_codes()[:2]
    for typed, expected in ((code, True), (code, False), (other, True)):
        browser = Client()
        browser.post("/accounts/login/", LOGIN)
        browser.post("/accounts/2fa/authenticate/", {"code": typed})
        assert is_in(browser) is expected


def test_setting_it_up_shows_recovery_codes(client: Client, wu: User) -> None:
    client.post("/accounts/login/", LOGIN)
    page = "/accounts/2fa/totp/activate/"
    assert client.get(page).url.startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    shown = client.get(page)
    assert 'src="data:image/svg+xml;base64,' in shown.text
    assert "<style" not in shown.text
    response = client.post(page, {"code": code_of(shown.context["form"].secret)})
    assert response.url == "/accounts/2fa/recovery-codes/"
    assert len(client.get(response.url).context["unused_codes"]) == 10


def test_its_secrets_stand_encrypted_and_move_to_a_new_key(wu: User, secret: str, settings) -> None:
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored
    assert open_secret(stored=stored) == secret
    settings.DAJI_FIELD_KEYS = [new_key(), *settings.DAJI_FIELD_KEYS]
    assert (reseal_secrets(), reseal_secrets()) == (1, 0)
    moved = Authenticator.objects.get(type="totp").data["secret"]
    assert (key_id_of(moved), open_secret(stored=moved)) == (field_keys()[0].id, secret)


def test_the_command_that_moves_to_a_new_key_moves_them_too(wu: User, secret: str, settings) -> None:
    spare = RecoveryCodes.activate(wu).get_unused_codes()[0]
    old = field_keys()[0].id
    settings.DAJI_FIELD_KEYS = [new_key(), *settings.DAJI_FIELD_KEYS]
    new = field_keys()[0].id
    assert f"mfa.authenticator.data: 2 under {old}\n2 values are under other keys." in rotate("--check")
    assert Authenticator.objects.get(type="totp").data["secret"].startswith(f"e1:{old}:")  # a check moves nothing
    said = rotate()
    assert "mfa.authenticator.data: 2 moved\n" in said
    assert f"mfa.authenticator.data: 2 under {new}\n" in said
    assert said.endswith("Everything is under the first key.\n")
    settings.DAJI_FIELD_KEYS = settings.DAJI_FIELD_KEYS[:1]  # the old one is taken away
    for code in (code_of(secret), spare):
        browser = Client()
        browser.post("/accounts/login/", LOGIN)
        browser.post("/accounts/2fa/authenticate/", {"code": code})
        assert is_in(browser)


def test_without_the_command_the_old_key_cannot_be_taken_away(wu: User, secret: str, settings) -> None:
    settings.DAJI_FIELD_KEYS = [new_key()]
    assert "NOT in DAJI_FIELD_KEYS" in rotate("--check")
    with pytest.raises(DecryptionError, match=r"mfa\.authenticator\.data"):
        rotate()


@pytest.fixture
def strict(settings) -> None:
    settings.DAJI_STAFF_NEED_SECOND_FACTOR = True


@pytest.mark.parametrize("path", ["/admin/", "/admin/accounts/user/", "/admin/accounts/user/add/", "/admin/jsi18n/"])
def test_staff_without_a_second_factor_are_led_to_set_one_up(client: Client, wu: User, strict, path: str) -> None:
    client.post("/accounts/login/", LOGIN)
    assert client.get(path).url == "/accounts/2fa/"
    assert client.post(path).url == "/accounts/2fa/"
    assert client.get("/me/").status_code == 200


def test_where_none_is_asked_for_staff_get_in(client: Client, wu: User) -> None:
    client.post("/accounts/login/", LOGIN)
    assert client.get("/admin/").status_code == 200


def test_staff_who_used_theirs_get_in(client: Client, wu: User, secret: str, strict) -> None:
    client.post("/accounts/login/", LOGIN)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get("/admin/").status_code == 200


def test_a_login_from_before_the_second_factor_must_show_it(client: Client, wu: User, strict) -> None:
    client.post("/accounts/login/", LOGIN)
    secret = generate_totp_secret()
    TOTP.activate(wu, secret)
    response = client.get("/admin/")
    assert response.url == "/accounts/2fa/reauthenticate/?next=%2Fadmin%2F"
    client.post(response.url, {"code": code_of(secret), "next": "/admin/"})
    assert client.get("/admin/").status_code == 200


@pytest.mark.django_db(transaction=True)  # what follows the commit is what is tested
def test_who_just_set_it_up_is_not_asked_again(client: Client, wu: User, strict) -> None:
    client.post("/accounts/login/", LOGIN)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = "/accounts/2fa/totp/activate/"
    client.post(page, {"code": code_of(client.get(page).context["form"].secret)})
    assert client.get("/admin/").status_code == 200


def test_the_admin_has_no_door_of_its_own(client: Client, wu: User, secret: str) -> None:
    response = client.post("/admin/login/", {"username": "wu@example.com", "password": PASSWORD})
    assert response.url.startswith("/accounts/login/?next=")
    assert not is_in(client)


def test_a_person_who_is_no_staff_is_refused_at_the_admins_door(client: Client, shopper: User) -> None:
    client.force_login(shopper)
    assert client.get("/admin/login/").status_code == 403
