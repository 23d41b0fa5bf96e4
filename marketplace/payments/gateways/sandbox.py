"""The sandbox bank: its page is on this site, its callbacks are signed like a real bank's.

Signature: `Daji-Signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>." + body>`.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import json
from collections.abc import Mapping

from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from core.money import Money
from marketplace.payments.gateways.base import ForgedWebhook, GatewayEvent, Outcome, UnreadableWebhook
from marketplace.payments.models import Payment

SIGNATURE_HEADER = "daji-signature"
TOLERANCE = datetime.timedelta(minutes=5)


class SandboxGateway:
    slug = "sandbox"
    label = _("Sandbox bank")

    def start(self, *, payment: Payment) -> str:
        return reverse("payments:sandbox", args=[payment.token])

    def verify_webhook(self, *, headers: Mapping[str, str], body: bytes, now: datetime.datetime) -> GatewayEvent:
        parts = dict(part.partition("=")[::2] for part in headers.get(SIGNATURE_HEADER, "").split(","))
        stamp, signature = parts.get("t", ""), parts.get("v1", "")
        # Twelve digits: int() of anything longer is a date no calendar has, and of "²" not a number at all.
        if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):
            raise ForgedWebhook("no timestamp")
        if not hmac.compare_digest(_digest(stamp=stamp, body=body).encode(), signature.encode()):
            raise ForgedWebhook("signature does not match")
        if abs(now.timestamp() - int(stamp)) > TOLERANCE.total_seconds():
            raise ForgedWebhook("timestamp is too far from now")
        return self.read_webhook(body=body)

    def read_webhook(self, *, body: bytes) -> GatewayEvent:
        try:
            data = json.loads(body)
            if not data["id"]:
                raise ValueError("an event without an id")
            return GatewayEvent(
                event_id=str(data["id"])[:100],
                outcome=Outcome(data["outcome"]),
                payment_token=str(data["payment"]),
                amount=Money(int(data["minor"]), str(data["currency"])),
                gateway_reference=str(data["movement"])[:100],
            )
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadableWebhook(repr(error)) from error


def _digest(*, stamp: str, body: bytes) -> str:
    key = salted_hmac("marketplace.payments.sandbox", "webhook", algorithm="sha256").digest()
    return hmac.new(key, stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def signed_headers(*, body: bytes, now: datetime.datetime) -> dict[str, str]:
    """The bank's side: the headers it sends with a callback."""
    stamp = str(int(now.timestamp()))
    return {SIGNATURE_HEADER: f"t={stamp},v1={_digest(stamp=stamp, body=body)}", "content-type": "application/json"}


def callback_body(*, payment: Payment, outcome: Outcome, movement: str = "1", amount: Money | None = None) -> bytes:
    """The bank's side: what it has to say. The same decision has the same event id however often it is sent."""
    money = amount or payment.amount
    return json.dumps(
        {
            "id": f"{payment.token}-{outcome}-{movement}",
            "outcome": outcome,
            "payment": payment.token,
            "movement": f"{payment.token}-{movement}",
            "minor": money.minor,
            "currency": money.currency,
        }
    ).encode()
