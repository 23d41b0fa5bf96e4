"""What one day of text messages may cost, and who may use up how much of it."""

import hashlib
import logging
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.gateways.sms import SmsKind, SmsMessage
from accounts.models import TextCount, User
from accounts.services.texts import TextRefused, claim_text, hand_over
from tests.accounts.codes import code_in, texts_to

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
TOMORROW = datetime(2026, 11, 22, 0, 1, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def _limits(settings, tmp_path: Path) -> None:
    settings.DAJI_SMS_FOLDER = tmp_path
    settings.DAJI_SMS_PER_DAY = 100
    settings.DAJI_SMS_PREFIX_PERCENT = 20
    settings.DAJI_SMS_ABROAD_PERCENT = 10
    settings.DAJI_SMS_PER_NUMBER = 5
    settings.DAJI_SMS_PER_ADDRESS = 30


def granted(numbers, *, addresses=None, now=NOON) -> int:
    """How many of these claims were let through."""
    count = 0
    for place, number in enumerate(numbers):
        address = addresses[place] if addresses else f"198.51.{place // 250}.{place % 250}"
        try:
            claim_text(to=number, address=address, now=now)
        except TextRefused:
            continue
        count += 1
    return count


def in_block(count: int, block: str = "+861391234") -> list[str]:
    return [f"{block}{last:04}" for last in range(count)]


def in_many_blocks(count: int) -> list[str]:
    return [f"+86139{block:04}7788" for block in range(count)]


def test_the_day_has_a_budget() -> None:
    assert granted(in_many_blocks(130)) == 100
    assert granted(in_many_blocks(1), now=TOMORROW) == 1


def test_one_block_of_numbers_has_a_share_of_it_from_however_many_addresses() -> None:
    assert granted(in_block(60)) == 20
    assert granted(in_many_blocks(60)) == 60  # others still get theirs


def test_abroad_has_a_share() -> None:
    assert granted([f"+4477009{block:02}123" for block in range(30)]) == 10


def test_one_number_and_one_address() -> None:
    assert granted(["+8613912347788"] * 9) == 5
    assert granted(in_many_blocks(40), addresses=["203.0.113.9"] * 40) == 30


def test_what_is_refused_is_not_counted() -> None:
    granted(["+8613912347788"] * 9)
    assert sorted(TextCount.objects.values_list("sent", flat=True)) == [1, 1, 1, 1, 1, 5, 5, 5]


def test_nothing_that_is_kept_says_whose_number_it_was() -> None:
    claim_text(to="+8613912347788", address="203.0.113.9", now=NOON)
    keys = list(TextCount.objects.values_list("key", flat=True))
    assert {len(key) for key in keys} == {64}
    assert not {hashlib.sha256(text.encode()).hexdigest() for text in ("+8613912347788", "203.0.113.9")} & set(keys)


def test_yesterday_is_forgotten() -> None:
    granted(in_many_blocks(3))
    granted(in_many_blocks(1), now=TOMORROW)
    assert set(TextCount.objects.values_list("day", flat=True)) == {TOMORROW.date()}


def test_a_refused_claim_costs_one_read(django_assert_num_queries) -> None:
    granted(["+8613912347788"] * 5)
    with django_assert_num_queries(1), pytest.raises(TextRefused):
        claim_text(to="+8613912347788", address="203.0.113.9", now=NOON)


def test_the_form_says_so_and_keeps_what_was_typed(client: Client, settings) -> None:
    settings.DAJI_SMS_PER_DAY = 0
    response = client.post("/accounts/signup/", {"name": "Lao Zhou", "phone": "139 1234 7788", "by": "phone"})
    assert response.context["form"].errors["phone"] == [
        "The fair has sent all the text messages of today. Use your e-mail address or a passkey, or come back tomorrow."
    ]
    assert 'value="139 1234 7788"' in response.text
    assert 'value="Lao Zhou"' in response.text
    assert (User.objects.count(), texts_to("+8613912347788")) == (0, [])


def test_a_text_is_counted_once_and_a_second_one_again(client: Client) -> None:
    User.objects.create_user(phone="+8613912347788", phone_verified=True)
    client.post("/accounts/login/code/", {"phone": "139 1234 7788", "by": "phone"})
    assert set(TextCount.objects.values_list("sent", flat=True)) == {1}
    Client().post("/accounts/login/code/", {"phone": "139 1234 7788", "by": "phone"})
    assert set(TextCount.objects.values_list("sent", flat=True)) == {2}


def test_a_made_up_address_counts_for_nothing() -> None:
    User.objects.create_user(phone="+8613912347788", phone_verified=True)
    for number in (1, 2):
        forwarded = {"x-forwarded-for": f"10.1.1.{number}"}
        Client(headers=forwarded).post("/accounts/login/code/", {"phone": "139 1234 7788", "by": "phone"})
    assert set(TextCount.objects.values_list("sent", flat=True)) == {2}  # the address's own row too


class Broken:
    def send(self, message: SmsMessage) -> None:
        raise OSError("no route")


def test_a_network_that_is_down_stops_nobody(client: Client, settings, caplog) -> None:
    working, settings.DAJI_SMS_BACKEND = settings.DAJI_SMS_BACKEND, f"{__name__}.Broken"
    with caplog.at_level(logging.WARNING, logger="accounts.services.texts"):
        response = client.post("/accounts/signup/", {"name": "Lao Zhou", "phone": "139 1234 7788", "by": "phone"})
    page = client.get(response.url)
    assert "The text message could not be sent. Ask for a new code in a minute." in page.text
    assert [record.getMessage() for record in caplog.records] == ["text message not sent: no route"]
    settings.DAJI_SMS_BACKEND = working
    cache.clear()  # the minute
    client.post(response.url, {"action": "resend"})
    client.post(response.url, {"code": code_in(texts_to("+8613912347788")[-1])})
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


def test_handing_over_says_whether_it_worked(settings) -> None:
    message = SmsMessage(to="+8613912347788", kind=SmsKind.UNKNOWN_ACCOUNT, text="hello")
    assert hand_over(message=message)
    settings.DAJI_SMS_BACKEND = f"{__name__}.Broken"
    assert not hand_over(message=message)
