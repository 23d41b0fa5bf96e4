from dataclasses import dataclass

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class JobPublished(DomainEvent):
    job_id: int
    employer_id: int


@dataclass(frozen=True, kw_only=True)
class JobRevised(DomainEvent):
    job_id: int
    revision: int


@dataclass(frozen=True, kw_only=True)
class JobMoved(DomainEvent):
    job_id: int
    state: str
