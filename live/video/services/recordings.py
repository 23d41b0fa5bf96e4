"""Keeps what was on air, as the replay and as evidence."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from live.rooms.models import Room
from live.rooms.services.life import publish_replay
from live.rooms.states import RoomState
from live.video.models import Recording, RecordingSegment, init_name, recording_folder, segment_name


@dataclass(frozen=True, slots=True)
class NewSegment:
    number: int
    init_number: int
    init: bytes | None
    """The initialisation section where this segment is the first that needs it."""
    data: bytes
    starts_at: float
    seconds: float
    discontinuity: bool


def start_recording(*, room_id: int) -> Recording:
    with transaction.atomic():
        return Recording.objects.create(room_id=room_id, started_at=timezone.now())


def save_segments(*, recording: Recording, segments: Sequence[NewSegment]) -> None:
    """Files first, rows after: a row never names a file that is not there. Where that fails nothing is left behind."""
    folder = recording_folder(recording.room_id, recording.pk)
    files = {f"{folder}/{segment_name(segment.number)}": segment.data for segment in segments}
    files |= {f"{folder}/{init_name(segment.number)}": segment.init for segment in segments if segment.init is not None}
    try:
        for name, data in files.items():
            default_storage.save(name, ContentFile(data))
        _save_rows(recording, segments)
    except Exception:
        for name in files:
            with suppress(Exception):  # a disk that is full still lets go of what is on it
                default_storage.delete(name)
        raise


def _save_rows(recording: Recording, segments: Sequence[NewSegment]) -> None:
    rows = [
        RecordingSegment(
            recording=recording,
            number=segment.number,
            init_number=segment.init_number,
            starts_at=datetime.fromtimestamp(segment.starts_at, UTC),
            duration_ms=round(segment.seconds * 1000),
            discontinuity=segment.discontinuity,
            size=len(segment.data),
        )
        for segment in segments
    ]
    with transaction.atomic():
        RecordingSegment.objects.bulk_create(rows)


def end_recordings(*, room_id: int) -> None:
    """Nothing more will be added. Where the room is over and something was kept, its replay is published."""
    with transaction.atomic():
        Recording.objects.filter(room_id=room_id, ended_at=None).update(ended_at=timezone.now())
        room = Room.objects.select_for_update().get(pk=room_id)
        if room.state == RoomState.ENDED and RecordingSegment.objects.filter(recording__room=room).exists():
            publish_replay(room=room)
