from dataclasses import dataclass

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class FarmOpened(DomainEvent):
    organization_id: int


@dataclass(frozen=True, kw_only=True)
class FarmChanged(DomainEvent):
    """The farm's face, story, plots or an older diary entry were edited; `part` names the model."""

    organization_id: int
    part: str


@dataclass(frozen=True, kw_only=True)
class DiaryEntryWritten(DomainEvent):
    entry_id: int
    organization_id: int
