from dataclasses import dataclass

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class VerificationSubmitted(DomainEvent):
    verification_id: int
    organization_id: int


@dataclass(frozen=True, kw_only=True)
class VerificationApproved(DomainEvent):
    """`valid_through` is an ISO date."""

    verification_id: int
    organization_id: int
    valid_through: str


@dataclass(frozen=True, kw_only=True)
class VerificationRefused(DomainEvent):
    verification_id: int
    organization_id: int


@dataclass(frozen=True, kw_only=True)
class VerificationRevoked(DomainEvent):
    verification_id: int
    organization_id: int


@dataclass(frozen=True, kw_only=True)
class VerificationWithdrawn(DomainEvent):
    verification_id: int
    organization_id: int


@dataclass(frozen=True, kw_only=True)
class VerificationExpiresSoon(DomainEvent):
    """`days` is the threshold that was reached: 30, 7 or 1. `valid_through` is an ISO date."""

    verification_id: int
    organization_id: int
    days: int
    valid_through: str


@dataclass(frozen=True, kw_only=True)
class VerificationCheckDue(DomainEvent):
    """The day has come on which somebody behind the fair looks at it again. `next_check` is an ISO date."""

    verification_id: int
    organization_id: int
    next_check: str


@dataclass(frozen=True, kw_only=True)
class VerificationExpired(DomainEvent):
    verification_id: int
    organization_id: int
