"""Which gateways this site offers, by slug."""

from django.conf import settings

from marketplace.payments.gateways.base import (
    ForgedWebhook,
    Gateway,
    GatewayEvent,
    Outcome,
    UnreadableWebhook,
)
from marketplace.payments.gateways.sandbox import SandboxGateway

__all__ = [
    "ForgedWebhook",
    "Gateway",
    "GatewayEvent",
    "Outcome",
    "UnknownGateway",
    "UnreadableWebhook",
    "available_gateways",
    "gateway_named",
    "sandbox_is_open",
]


class UnknownGateway(LookupError):
    """This site does not offer a gateway of that name."""


def sandbox_is_open() -> bool:
    """The sandbox gives goods away for nothing: open at the demo fair, elsewhere only where a setting says so."""
    return bool(settings.DAJI_SANDBOX_PAYMENTS)


def available_gateways() -> list[Gateway]:
    return [SandboxGateway()] if sandbox_is_open() else []


def gateway_named(slug: str) -> Gateway:
    for gateway in available_gateways():
        if gateway.slug == slug:
            return gateway
    raise UnknownGateway(slug)
