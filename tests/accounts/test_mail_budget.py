"""What one day of mails with codes may be, and who may use up how much. Races are tried with texts: one claim for both."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts.models import TextCount, User
from accounts.services.texts import MailRefused, claim_mail, claim_text
from tests.accounts.codes import code_in

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
TOMORROW = datetime(2026, 11, 22, 0, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
SPENT = "The fair has sent all the mails of today. Use your phone number or a passkey, or come back tomorrow."
PASSWORD = "orange-hill-7"


@pytest.fixture(autouse=True)
def _limits(settings) -> None:
    settings.DAJI_MAIL_PER_DAY = 100
    settings.DAJI_MAIL_DOMAIN_PERCENT = 20
    settings.DAJI_MAIL_PER_RECIPIENT = 5
    settings.DAJI_MAIL_PER_ADDRESS = 30


@pytest.fixture
def mei(db) -> User:
    user = User.objects.create_user(email="mei@example.com", password=PASSWORD, name="Mei")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def granted(recipients, *, address="", now=NOON) -> int:
    """How many of these claims were let through."""
    count = 0
    for place, recipient in enumerate(recipients):
        try:
            claim_mail(to=recipient, address=address or f"198.51.{place // 250}.{place % 250}", now=now)
        except MailRefused:
            continue
        count += 1
    return count


def in_many_domains(count: int) -> list[str]:
    return [f"mei@{number}.example" for number in range(count)]


def test_the_day_has_a_budget() -> None:
    assert granted(in_many_domains(130)) == 100
    assert granted(in_many_domains(1), now=TOMORROW) == 1


def test_one_domain_has_a_share_of_it_from_however_many_addresses() -> None:
    assert granted([f"{number}@full.example" for number in range(60)]) == 20
    assert granted(["mei@FULL.example"]) == 0
    assert granted(in_many_domains(60)) == 60  # others still get theirs


def test_one_recipient_whatever_stands_behind_the_plus() -> None:
    assert granted([f"Mei+{number}@example.com" for number in range(9)]) == 5
    assert granted(["mei@example.com", "zhou@example.com"]) == 1


def test_one_network_address() -> None:
    assert granted(in_many_domains(40), address="203.0.113.9") == 30


def test_texts_and_mails_have_budgets_of_their_own(settings) -> None:
    settings.DAJI_SMS_PER_DAY = 1
    claim_text(to="+8613912347788", address="203.0.113.9", now=NOON)
    assert granted(["mei@example.com"], address="203.0.113.9") == 1


def forms(mei: User) -> dict[str, tuple[str, dict[str, str], str]]:
    """Every form that a mail follows: address, what is typed, the field beside which the sentence stands."""
    new = {"name": "Lao Zhou", "email": "zhou@example.com", "password1": "orange-hill-9", "by": "email"}
    return {
        "login": ("/accounts/login/code/", {"email": mei.email, "by": "email"}),
        "signup": ("/accounts/signup/?by=email", new),
        "forgotten": ("/accounts/password/reset/", {"email": mei.email}),
    }


@pytest.mark.parametrize("name", ["login", "signup", "forgotten"])
def test_every_form_says_so_and_keeps_what_was_typed(client: Client, mei: User, settings, name) -> None:
    address, typed = forms(mei)[name]
    settings.DAJI_MAIL_PER_DAY = 0
    response = client.post(address, typed)
    assert response.context["form"].errors["email"] == [SPENT]
    assert f'value="{typed["email"]}"' in response.text
    assert (User.objects.count(), mail.outbox) == (1, [])


@pytest.mark.parametrize("name", ["login", "signup", "forgotten"])
def test_a_mail_is_counted_once(client: Client, mei: User, name) -> None:
    """The control: with a budget each of them sends."""
    client.post(*forms(mei)[name])
    assert (len(mail.outbox), list(TextCount.objects.values_list("sent", flat=True))) == (1, [1, 1, 1, 1])


def test_a_second_address(client: Client, mei: User, settings) -> None:
    client.post("/accounts/login/", {"login": mei.email, "password": PASSWORD})
    settings.DAJI_MAIL_PER_DAY = 0
    response = client.post("/accounts/email/", {"action_add": "", "email": "mei@other.example"})
    assert SPENT in response.text
    assert not EmailAddress.objects.filter(email="mei@other.example").exists()


def test_a_code_that_is_asked_for_again_with_the_button(client: Client, mei: User, settings) -> None:
    page = client.post(*forms(mei)["signup"]).url
    settings.DAJI_MAIL_PER_DAY = 1
    cache.clear()
    again = client.post(page, {"action": "resend"}, follow=True)
    assert SPENT in again.text
    assert len(mail.outbox) == 1


def test_notices_about_an_account_are_sent_whatever_the_budget(client: Client, mei: User, settings) -> None:
    page = client.post("/accounts/password/reset/", {"email": mei.email}).url
    page = client.post(page, {"code": code_in(mail.outbox[-1].body)}).url
    settings.DAJI_MAIL_PER_DAY = 0
    client.post(page, {"password1": "orange-hill-99", "password2": "orange-hill-99"})
    assert [message.to for message in mail.outbox] == [[mei.email]] * 2
    assert "password" in mail.outbox[-1].subject.lower()
