from dataclasses import dataclass

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class JobPinned(DomainEvent):
    """`session_job_id` is 0 when the pin was taken down."""

    room_id: int
    session_job_id: int


@dataclass(frozen=True, kw_only=True)
class SessionShelfChanged(DomainEvent):
    room_id: int


@dataclass(frozen=True, kw_only=True)
class QuestionAsked(DomainEvent):
    room_id: int
    question_id: int


@dataclass(frozen=True, kw_only=True)
class QuestionSupported(DomainEvent):
    room_id: int
    question_id: int


@dataclass(frozen=True, kw_only=True)
class QuestionAnswerStarted(DomainEvent):
    room_id: int
    question_id: int


@dataclass(frozen=True, kw_only=True)
class QuestionAnswered(DomainEvent):
    room_id: int
    question_id: int


@dataclass(frozen=True, kw_only=True)
class QuestionRemoved(DomainEvent):
    room_id: int
    question_id: int
