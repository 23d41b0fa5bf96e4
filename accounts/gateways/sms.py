"""Text messages leave through one seam: `settings.DAJI_SMS_BACKEND` names a class with `send`."""

import sys
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from core.metrics import SMS_SENT


class SmsKind(StrEnum):
    VERIFICATION_CODE = "verification_code"
    UNKNOWN_ACCOUNT = "unknown_account"
    ACCOUNT_EXISTS = "account_exists"
    INVITATION = "invitation"
    APPLICATION_LINK = "application_link"
    ORDER_LINK = "order_link"


@dataclass(frozen=True, kw_only=True)
class SmsMessage:
    """`text` is what the person reads. Networks that send approved templates only take `kind` and `parameters` instead.

    `to` is E.164.
    """

    to: str
    kind: SmsKind
    text: str
    parameters: Mapping[str, str] = field(default_factory=dict)


class SmsBackend(Protocol):
    def send(self, message: SmsMessage) -> None:
        """Hand one message to the network. Raises OSError when it can not be handed over."""


class FileSmsBackend:
    """Each message is a file in `settings.DAJI_SMS_FOLDER`: for tests, and for a fair without a contract."""

    def send(self, message: SmsMessage) -> None:
        folder = Path(settings.DAJI_SMS_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{message.to.removeprefix('+')}-{uuid.uuid4().hex}.txt"
        file.write_text(message.text, encoding="utf-8")


class ConsoleSmsBackend(FileSmsBackend):
    """Also shown in the terminal, so that whoever tries the demo fair can read the code."""

    def send(self, message: SmsMessage) -> None:
        super().send(message)
        sys.stdout.write(f"[SMS {message.to}] {message.text}\n")
        sys.stdout.flush()


def send_sms(message: SmsMessage) -> None:
    """Raises OSError when the network does not take it."""
    backend = cast("type[SmsBackend]", import_string(settings.DAJI_SMS_BACKEND))
    with SMS_SENT.labels("failed").count_exceptions():
        backend().send(message)
    SMS_SENT.labels("sent").inc()
