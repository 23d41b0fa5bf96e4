"""Frames of a recruitment session. A fragment rides along once in each language of the site (`html`)."""

from dataclasses import dataclass
from typing import ClassVar

from live.hub.protocol import Frame, Weight, frame


@frame
@dataclass(frozen=True, kw_only=True)
class SessionPin(Frame):
    """Another job is being explained, the same one changed, or none (`session_job_id` 0)."""

    type: ClassVar[str] = "session.pin"
    session_job_id: int
    html: dict[str, str]


@frame
@dataclass(frozen=True, kw_only=True)
class SessionShelf(Frame):
    """The jobs of the session as they are now."""

    type: ClassVar[str] = "session.shelf"
    html: dict[str, str]
    count: int


@frame
@dataclass(frozen=True, kw_only=True)
class SessionQuestions(Frame):
    """The queue as it is now: what waits (`html`) and what is being answered (`now_html`)."""

    type: ClassVar[str] = "session.questions"
    html: dict[str, str]
    now_html: dict[str, str]
    count: int


@frame
@dataclass(frozen=True, kw_only=True)
class SessionVotes(Frame):
    """How many want to know each unanswered question, by its id."""

    type: ClassVar[str] = "session.votes"
    weight: ClassVar[Weight] = Weight.MAY
    votes: dict[str, int]


@frame
@dataclass(frozen=True, kw_only=True)
class SessionApplications(Frame):
    """How many people have put their names down in this session."""

    type: ClassVar[str] = "session.applications"
    weight: ClassVar[Weight] = Weight.MAY
    count: int
