"""Text messages and mails that strangers can set off: how many a day, and who may use up how much of it.

Code pumping (asking for codes to numbers that earn the asker money) comes from thousands of addresses and goes to few
blocks of numbers, so limits by address are not enough: each block has a share of the day's budget, and so has abroad.
Mail costs nothing, but a fair that floods one mail server is soon believed by none: each domain has a share as well.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import phonenumbers
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.gateways.sms import SmsMessage, send_sms
from accounts.models import TextCount
from core.errors import Refused

logger = logging.getLogger(__name__)

BLOCK_DIGITS = 4


class BudgetSpent(Refused):
    status = 429


class TextRefused(BudgetSpent):
    pass


class MailRefused(BudgetSpent):
    pass


@dataclass(frozen=True)
class Limit:
    name: str
    of: str
    most: int
    sentence: str | Promise

    @property
    def key(self) -> str:
        return salted_hmac("accounts.texts", f"{self.name}:{self.of}", algorithm="sha256").hexdigest()


def claim_text(*, to: str, address: str, now: datetime) -> None:
    """Take one message out of today's budget. `to` is E.164, `address` the network address that asks.

    Raises TextRefused (field "phone") with the first limit that is used up; nothing is counted then.
    """
    _claim(list(_text_limits(to, address)), lambda sentence: TextRefused(sentence, field="phone"), now)


def claim_mail(*, to: str, address: str, now: datetime) -> None:
    """The same for a mail with a code, or one that says why there is none. Raises MailRefused (field "email")."""
    _claim(list(_mail_limits(to, address)), lambda sentence: MailRefused(sentence, field="email"), now)


def _claim(limits: list[Limit], refusal: Callable[[str | Promise], BudgetSpent], now: datetime) -> None:
    day = timezone.localdate(now)
    # Looked at before anything is locked: an attacker's millionth try costs one read.
    sent = dict(TextCount.objects.filter(day=day, key__in=[limit.key for limit in limits]).values_list("key", "sent"))
    for limit in limits:
        if sent.get(limit.key, 0) >= limit.most:
            raise refusal(limit.sentence)
    with transaction.atomic():
        if limits[0].key not in sent:
            TextCount.objects.filter(day__lt=day).delete()
        TextCount.objects.bulk_create(
            [TextCount(day=day, key=limit.key) for limit in limits if limit.key not in sent], ignore_conflicts=True
        )
        for limit in limits:
            free = TextCount.objects.filter(day=day, key=limit.key, sent__lt=limit.most)
            if not free.update(sent=F("sent") + 1):
                raise refusal(limit.sentence)


def hand_over(*, message: SmsMessage) -> bool:
    """Give it to the network, once. False when the network did not take it; why stands in the log, without the number."""
    try:
        send_sms(message)
    except OSError as error:
        logger.warning("text message not sent: %s", error, extra={"kind": str(message.kind)})
        return False
    return True


def _text_limits(to: str, address: str) -> Iterator[Limit]:
    """The whole before its parts: everybody locks in the same order."""
    budget = settings.DAJI_SMS_PER_DAY
    yield Limit(
        "all",
        "",
        budget,
        _(
            "The fair has sent all the text messages of today. Use your e-mail address or a passkey, or come back tomorrow."
        ),
    )
    if phonenumbers.region_code_for_number(phonenumbers.parse(to, None)) != settings.DAJI_PHONE_REGION:
        sentence = _("Too many codes went abroad today. Use your e-mail address or a passkey, or come back tomorrow.")
        yield Limit("abroad", "", max(1, budget * settings.DAJI_SMS_ABROAD_PERCENT // 100), sentence)
    yield Limit(
        "block",
        to[:-BLOCK_DIGITS],
        max(1, budget * settings.DAJI_SMS_PREFIX_PERCENT // 100),
        _(
            "Too many codes went to numbers like this today. Use your e-mail address or a passkey, or come back tomorrow."
        ),
    )
    yield Limit(
        "number",
        to,
        settings.DAJI_SMS_PER_NUMBER,
        _("This number got enough codes for today. Use the newest one, or come back tomorrow."),
    )
    if address:
        sentence = _(
            "Too many codes were asked for from your network today. Try another network, or come back tomorrow."
        )
        yield Limit("address", address, settings.DAJI_SMS_PER_ADDRESS, sentence)


def _mail_limits(to: str, address: str) -> Iterator[Limit]:
    name, _at, domain = to.lower().rpartition("@")
    budget = settings.DAJI_MAIL_PER_DAY
    yield Limit(
        "mail",
        "",
        budget,
        _("The fair has sent all the mails of today. Use your phone number or a passkey, or come back tomorrow."),
    )
    yield Limit(
        "mail-domain",
        domain,
        max(1, budget * settings.DAJI_MAIL_DOMAIN_PERCENT // 100),
        _(
            "Too many codes went to addresses like this today. Use your phone number or a passkey, or come back tomorrow."
        ),
    )
    yield Limit(
        "mail-recipient",
        f"{name.partition('+')[0]}@{domain}",  # mei+1@, mei+2@: all of them are Mei's
        settings.DAJI_MAIL_PER_RECIPIENT,
        _("This address got enough codes for today. Use the newest one, or come back tomorrow."),
    )
    if address:
        sentence = _(
            "Too many codes were asked for from your network today. Try another network, or come back tomorrow."
        )
        yield Limit("mail-address", address, settings.DAJI_MAIL_PER_ADDRESS, sentence)
