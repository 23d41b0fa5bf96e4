"""Text messages to telephones: what one day may cost, and who may use up how much of it.

Code pumping (asking for codes to numbers that earn the asker money) comes from thousands of addresses and goes to few
blocks of numbers, so limits by address are not enough: each block has a share of the day's budget, and so has abroad.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
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


class TextRefused(Refused):
    status = 429


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
    day = timezone.localdate(now)
    limits = list(_limits(to, address))
    # Looked at before anything is locked: an attacker's millionth try costs one read.
    sent = dict(TextCount.objects.filter(day=day, key__in=[limit.key for limit in limits]).values_list("key", "sent"))
    for limit in limits:
        if sent.get(limit.key, 0) >= limit.most:
            raise TextRefused(limit.sentence, field="phone")
    with transaction.atomic():
        if limits[0].key not in sent:
            TextCount.objects.filter(day__lt=day).delete()
        TextCount.objects.bulk_create(
            [TextCount(day=day, key=limit.key) for limit in limits if limit.key not in sent], ignore_conflicts=True
        )
        for limit in limits:
            free = TextCount.objects.filter(day=day, key=limit.key, sent__lt=limit.most)
            if not free.update(sent=F("sent") + 1):
                raise TextRefused(limit.sentence, field="phone")


def hand_over(*, message: SmsMessage) -> bool:
    """Give it to the network, once. False when the network did not take it; why stands in the log, without the number."""
    try:
        send_sms(message)
    except OSError as error:
        logger.warning("text message not sent: %s", error, extra={"kind": str(message.kind)})
        return False
    return True


def _limits(to: str, address: str) -> Iterator[Limit]:
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
