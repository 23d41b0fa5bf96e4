"""What every payment gateway must be able to do, and the words in which it reports."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.utils.functional import Promise

from core.money import Money
from marketplace.payments.models import Payment


class Outcome(StrEnum):
    CAPTURED = "captured"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class GatewayEvent:
    """One callback, read. `gateway_reference` names the movement of money: the same one is never booked twice."""

    event_id: str
    outcome: Outcome
    payment_token: str
    amount: Money
    gateway_reference: str


class ForgedWebhook(Exception):
    """Signature or timestamp is wrong: whoever sent this is not the gateway, or repeats an old sending."""


class UnreadableWebhook(Exception):
    """The signature is right and the content is not what was agreed."""


class Gateway(Protocol):
    @property
    def slug(self) -> str: ...

    @property
    def label(self) -> str | Promise:
        """What people read beside the choice."""
        ...

    def start(self, *, payment: Payment) -> str:
        """The address to send the person to."""
        ...

    def verify_webhook(self, *, headers: Mapping[str, str], body: bytes, now: datetime.datetime) -> GatewayEvent:
        """The event in a callback. Header names are lower case. Raises ForgedWebhook or UnreadableWebhook."""
        ...

    def read_webhook(self, *, body: bytes) -> GatewayEvent:
        """The event in a callback that was verified when it came in. Raises UnreadableWebhook."""
        ...
