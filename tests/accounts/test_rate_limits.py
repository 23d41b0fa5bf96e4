"""Too many passwords and too many codes: by account, by number and by network address, whatever a header claims."""

from html import escape

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import User
from tests.accounts.codes import texts_to

pytestmark = pytest.mark.django_db
PASSWORD, WRONG = "orange-hill-7", "wrong-hill-7"
LOGIN, CODE = "/accounts/login/", "/accounts/login/code/"
TOO_OFTEN = "That was tried too many times. Wait a few minutes, then try again."
PER_ACCOUNT, PER_ADDRESS, PAGES_PER_ADDRESS = 5, 10, 30
CODES_PER_NUMBER, CODES_PER_ADDRESS = 3, 20


@pytest.fixture(autouse=True)
def _own_sms_folder(tmp_path, settings) -> None:
    settings.DAJI_SMS_FOLDER = tmp_path


@pytest.fixture
def mei(db) -> User:
    user = User.objects.create_user(
        email="mei@example.com", password=PASSWORD, phone="+8613912347788", phone_verified=True
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def zhou(db) -> User:
    return User.objects.create_user(password=PASSWORD, phone="+8613955550001", phone_verified=True)


def address(number: int) -> str:
    return f"198.51.100.{number}"


def try_password(login: str, password: str = WRONG, *, remote: str = address(1), **headers: str):
    """By a browser of its own. None where it let in, else the sentence."""
    client = Client(REMOTE_ADDR=remote, headers=headers)
    response = client.post(LOGIN, {"login": login, "password": password})
    if "_auth_user_id" in client.session:
        return None
    assert f'value="{escape(login)}"' in response.text  # what was typed is still there
    return response.context["form"].non_field_errors()[0]


@pytest.mark.parametrize("login", ["mei@example.com", "139 1234 7788"])
@pytest.mark.parametrize(("tries", "answer"), [(PER_ACCOUNT - 1, None), (PER_ACCOUNT, TOO_OFTEN)])
def test_passwords_for_one_account_from_many_addresses(mei: User, login: str, tries: int, answer: str | None) -> None:
    for number in range(tries):
        assert "wrong" in try_password(login, remote=address(number))
    assert try_password(login, PASSWORD, remote=address(200)) == answer


def test_the_number_and_the_address_of_an_account_count_together(mei: User) -> None:
    for number in range(PER_ACCOUNT):
        try_password(["mei@example.com", "139 1234 7788"][number % 2], remote=address(number))
    assert try_password("mei@example.com", PASSWORD, remote=address(200)) == TOO_OFTEN
    assert try_password("139 1234 7788", PASSWORD, remote=address(201)) == TOO_OFTEN


def test_one_account_that_is_tried_shuts_out_nobody_else(mei: User, zhou: User) -> None:
    for number in range(PER_ACCOUNT + 1):
        try_password("139 1234 7788", remote=address(number))
    assert try_password("139 5555 0001", PASSWORD, remote=address(200)) is None


def test_nobodys_number_is_stopped_like_somebodys(mei: User) -> None:
    for number in range(PER_ACCOUNT):
        try_password("139 9999 0000", remote=address(number))
    assert try_password("139 9999 0000", remote=address(200)) == TOO_OFTEN


@pytest.mark.parametrize(("tries", "answer"), [(PER_ADDRESS - 1, None), (PER_ADDRESS, TOO_OFTEN)])
def test_passwords_for_many_accounts_from_one_address(mei: User, tries: int, answer: str | None) -> None:
    for number in range(tries):
        try_password(f"nobody{number}@example.com")
    assert try_password("mei@example.com", PASSWORD) == answer
    assert try_password("mei@example.com", PASSWORD, remote=address(2)) is None  # at home, meanwhile


def test_a_made_up_address_starts_no_new_count(mei: User) -> None:
    for number in range(PER_ADDRESS):
        claims = {"x-forwarded-for": address(number + 50), "x-real-ip": address(number + 50)}
        try_password(f"nobody{number}@example.com", **claims)
    assert try_password("mei@example.com", PASSWORD, **{"x-forwarded-for": address(99)}) == TOO_OFTEN


def ask_for_code(phone: str, *, remote: str = address(1), **headers: str) -> list[str]:
    """What stands beside the number; nothing where the code is on its way."""
    response = Client(REMOTE_ADDR=remote, headers=headers).post(CODE, {"phone": phone, "by": "phone"})
    if response.status_code == 302:
        return []
    assert f'value="{phone}"' in response.text
    return response.context["form"].errors["phone"]


def test_codes_for_one_number_from_many_addresses(mei: User) -> None:
    for number in range(CODES_PER_NUMBER):
        assert ask_for_code("139 1234 7788", remote=address(number)) == []
    assert ask_for_code("139 1234 7788", remote=address(200)) == [TOO_OFTEN]
    assert len(texts_to("+8613912347788")) == CODES_PER_NUMBER
    assert ask_for_code("139 5555 0001", remote=address(200)) == []


def test_codes_for_many_numbers_from_one_address(db) -> None:
    for number in range(CODES_PER_ADDRESS):
        claim = {"x-forwarded-for": address(number)}
        assert ask_for_code(f"139 {number + 1000} 7788", **claim) == []
    assert ask_for_code("139 5555 0001", **{"x-forwarded-for": address(77)}) == [TOO_OFTEN]
    assert texts_to("+8613955550001") == []
    assert ask_for_code("139 5555 0001", remote=address(2)) == []


@pytest.mark.parametrize(("language", "heading"), [("en", "Slowly, please."), ("zh-hans", "慢一点。")])
def test_a_flood_meets_a_page_that_keeps_what_was_typed(mei: User, language: str, heading: str) -> None:
    client = Client(REMOTE_ADDR=address(1), headers={"accept-language": language})
    typed = {"login": "<mei>@example.com", "password": WRONG, "next": "/jobs/"}
    for _post in range(PAGES_PER_ADDRESS):
        assert client.post(LOGIN, typed).status_code == 200
    response = client.post(LOGIN, typed)
    assert (response.status_code, response["Retry-After"]) == (429, "60")
    assert f"<h1>{heading}</h1>" in response.text
    assert 'name="login" value="&lt;mei&gt;@example.com"' in response.text
    assert 'name="next" value="/jobs/"' in response.text
    assert WRONG not in response.text
    assert 'form="once-more"' in response.text
    assert client.get(LOGIN).status_code == 200  # looking is free
    assert Client(REMOTE_ADDR=address(2)).post(LOGIN, typed).status_code == 200
