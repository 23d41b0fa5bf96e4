"""A video comes in, is taken up, comes to an end. `transcoding` does the work between."""

import shutil
import tempfile
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refused
from core.events import publish
from core.transitions import check_transition
from core.uploads import events
from core.uploads.gateways import video_children
from core.uploads.models import Video
from core.uploads.models.documents import private_storage
from core.uploads.services.forgetting import delete_picture, is_shown
from core.uploads.services.scratch import LOOK, parts_root
from core.uploads.states import VIDEO_TRANSITIONS, VideoRefusal, VideoState

SILENT_FOR = timedelta(seconds=90)
MOST_ATTEMPTS = 3


@dataclass(frozen=True, kw_only=True)
class LaidDown:
    """A video as it was sent, looked into and kept privately; no row knows of it yet."""

    name: str

    def take_up_again(self) -> None:
        """Nobody wants it after all."""
        private_storage().delete(self.name)


def lay_down(*, file: File) -> LaidDown:
    """Look into the file and keep it. Asks the database nothing, and so may happen before a transaction opens.

    Raises `Refused` with what its uploader can do.
    """
    if file.size > settings.DAJI_VIDEO_MOST_BYTES:
        raise Refused(too_many_bytes())
    with tempfile.NamedTemporaryFile(dir=parts_root(), prefix=LOOK) as copy:
        file.seek(0)
        shutil.copyfileobj(file, copy)
        copy.flush()
        look_into(path=Path(copy.name))
    name = uuid.uuid4().hex
    file.seek(0)
    return LaidDown(name=private_storage().save(f"originals/{name[:2]}/{name}", File(file)))


def store_video(*, uploaded_by: Any, file: File | LaidDown) -> Video:
    """Have a video transcoded; a file is laid down first (`lay_down`, with its refusals)."""
    original = file if isinstance(file, LaidDown) else lay_down(file=file)
    video = Video(uploaded_by=uploaded_by, original=original.name)
    with transaction.atomic():
        video.save()
        publish(events.VideoReceived(video_id=video.pk), actor=uploaded_by)
    return video


def look_into(*, path: Path) -> None:
    """Raises `Refused` for what is no video, or too long or large by its own headers."""
    try:
        video_children.look_into(path=path, most_seconds=settings.DAJI_VIDEO_MOST_SECONDS)
    except video_children.VideoRefused as refusal:
        raise Refused(VideoRefusal(str(refusal)).label) from None


def too_many_bytes() -> str:
    most = settings.DAJI_VIDEO_MOST_BYTES // (1024 * 1024)
    return _("This video is larger than %(most)s MB. Cut it down to a minute, or record it in 720p.") % {"most": most}


@transaction.atomic
def begin(*, video_id: int, now: datetime) -> Video | None:
    """Claims the video for one worker; None when another has it or it is done. `attempts` tells claims apart."""
    video = Video.objects.select_for_update().filter(pk=video_id, state=VideoState.RECEIVED).first()
    if video is None:
        return None
    _move(video, VideoState.TRANSCODING, attempts=video.attempts + 1, percent=0, progressed_at=now)
    return video


def note_progress(*, video: Video, percent: int) -> bool:
    """False when the claim is lost: then somebody else is at work on it and this worker must stop."""
    mine = Video.objects.filter(pk=video.pk, state=VideoState.TRANSCODING, attempts=video.attempts)
    return bool(mine.update(percent=percent, progressed_at=timezone.now()))


@transaction.atomic
def finish(*, video: Video, **made: Any) -> None:
    """`made` are the fields of what can now be shown."""
    if (mine := _claimed(video)) is not None:
        _move(mine, VideoState.READY, percent=100, **made)
        publish(events.VideoReady(video_id=mine.pk))
        _forget_original(mine)


@transaction.atomic
def refuse(*, video: Video, reason: VideoRefusal) -> None:
    if (mine := _claimed(video)) is not None:
        _refuse(mine, reason)


@transaction.atomic
def take_down(*, video: Video, actor: Any, reason: str) -> None:
    """What visitors see no longer. `reason` is read by who sent it. Raises Refused without one, and for what nobody sees."""
    if not reason.strip():
        raise Refused(_("Say why. Who sent the video reads it."), field="reason")
    mine = Video.objects.select_for_update().get(pk=video.pk)
    if mine.state != VideoState.READY:
        raise Refused(_("Only a video that is ready can be taken down."))
    name, poster, storage = str(mine.file.name), mine.poster, mine.file.storage
    _move(mine, VideoState.TAKEN_DOWN, taken_down_because=reason.strip(), file="", poster=None)
    publish(events.VideoTakenDown(video_id=mine.pk, reason=mine.taken_down_because), actor=actor)
    # Names follow from what is inside: somebody else may have sent the same film.
    if not Video.objects.filter(file=name).exists():
        transaction.on_commit(lambda: storage.delete(name))
    if poster is not None and not is_shown(picture=poster):
        delete_picture(picture=poster)


@transaction.atomic
def take_up_abandoned(*, now: datetime) -> list[int]:
    """The ids of videos whose worker fell silent, or that no worker heard of. After three attempts they are refused."""
    waiting: list[int] = []
    silent = Video.objects.filter(
        state__in=[VideoState.RECEIVED, VideoState.TRANSCODING], progressed_at__lte=now - SILENT_FOR
    )
    for video in silent.select_for_update().order_by("pk"):
        if video.attempts >= MOST_ATTEMPTS:
            _refuse(video, VideoRefusal.DAMAGED)
            continue
        if video.state == VideoState.TRANSCODING:
            _move(video, VideoState.RECEIVED)
        Video.objects.filter(pk=video.pk).update(progressed_at=now)
        waiting.append(video.pk)
    return waiting


def _claimed(video: Video) -> Video | None:
    rows = Video.objects.select_for_update()
    return rows.filter(pk=video.pk, state=VideoState.TRANSCODING, attempts=video.attempts).first()


def _refuse(video: Video, reason: VideoRefusal) -> None:
    _move(video, VideoState.REFUSED, refusal=reason)
    publish(events.VideoRefused(video_id=video.pk, reason=reason))
    _forget_original(video)


def _move(video: Video, state: VideoState, **fields: Any) -> None:
    check_transition(VIDEO_TRANSITIONS, video.state, state)
    video.state = state
    for name, value in fields.items():
        setattr(video, name, value)
    video.save(update_fields=["state", *fields])


def _forget_original(video: Video) -> None:
    """What was sent says where it was filmed; once it has been shown or refused nobody needs it."""
    original, storage = str(video.original.name), video.original.storage
    Video.objects.filter(pk=video.pk).update(original="")
    transaction.on_commit(lambda: storage.delete(original))
