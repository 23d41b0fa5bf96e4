"""Reads for the replay and for those who wait for a room's picture."""

from dataclasses import dataclass

from django.db.models import QuerySet

from live.rooms.models import Room
from live.rooms.states import RoomState
from live.video.models import RecordingSegment, init_name, segment_name
from live.video.packager.playlist import ReplaySegment

WATCHABLE = (RoomState.OPEN, RoomState.ENDED, RoomState.REPLAY)


@dataclass(frozen=True, slots=True)
class RoomVideo:
    state: str
    has_replay: bool

    @property
    def is_open(self) -> bool:
        return self.state == RoomState.OPEN

    @property
    def is_over(self) -> bool:
        return self.state in (RoomState.ENDED, RoomState.REPLAY)


def room_video(*, room_id: int) -> RoomVideo | None:
    """None for a room that does not exist."""
    state = Room.objects.filter(pk=room_id).values_list("state", flat=True).first()
    if state is None:
        return None
    return RoomVideo(state=state, has_replay=recorded_segments(room_id=room_id).exists())


def recorded_segments(*, room_id: int) -> "QuerySet[RecordingSegment]":
    return RecordingSegment.objects.filter(recording__room_id=room_id)


def replay_of(*, room_id: int) -> list[ReplaySegment]:
    """The room's recordings in turn; addresses are relative to the replay's playlist."""
    rows = (
        recorded_segments(room_id=room_id)
        .order_by("recording__started_at", "recording_id", "number")
        .values_list("recording_id", "number", "init_number", "starts_at", "duration_ms", "discontinuity")
    )
    segments: list[ReplaySegment] = []
    for recording_id, number, init_number, starts_at, duration_ms, discontinuity in rows.iterator(2000):
        init = f"{recording_id}/{init_name(init_number)}"
        begins_recording = bool(segments) and not segments[-1].init.startswith(f"{recording_id}/")
        segments.append(
            ReplaySegment(
                uri=f"{recording_id}/{segment_name(number)}",
                init=init,
                seconds=duration_ms / 1000,
                discontinuity=discontinuity or begins_recording,
                starts_at=starts_at.timestamp(),
            )
        )
    return segments
