from dataclasses import dataclass

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class WebhookReceived(DomainEvent):
    """A callback with a good signature stands in the inbox."""

    webhook_event_id: int


@dataclass(frozen=True, kw_only=True)
class SandboxDecided(DomainEvent):
    """Somebody pressed a button on the sandbox bank's page; `decision` is an `Outcome` value."""

    payment_id: int
    decision: str


@dataclass(frozen=True, kw_only=True)
class PaymentCaptured(DomainEvent):
    """All the money asked for has arrived. `reference` is the order group's number."""

    payment_id: int
    reference: str


@dataclass(frozen=True, kw_only=True)
class PaymentFailed(DomainEvent):
    payment_id: int
    reference: str


@dataclass(frozen=True, kw_only=True)
class PaymentHeld(DomainEvent):
    """Money arrived that no order can take; a person decides. `reason` is a `HeldReason` value."""

    payment_id: int
    reference: str
    reason: str
