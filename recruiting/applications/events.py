from dataclasses import dataclass

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class ApplicationSubmitted(DomainEvent):
    """`room_id` is 0 when the worker applied outside a recruitment session."""

    application_id: int
    employer_id: int
    job_id: int
    room_id: int


@dataclass(frozen=True, kw_only=True)
class ApplicationMoved(DomainEvent):
    """`worker_id` is 0 while the worker has no account."""

    application_id: int
    worker_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class PhoneRevealed(DomainEvent):
    application_id: int
    viewer_id: int


@dataclass(frozen=True, kw_only=True)
class LinkWanted(DomainEvent):
    """Somebody put the number down and has not proved it: the link goes to the number. A text is taken out of the budget."""

    application_id: int
    language: str
