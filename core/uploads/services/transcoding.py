import hashlib
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils import timezone

from core.uploads.gateways import video_children
from core.uploads.models import Video
from core.uploads.services import videos
from core.uploads.services.pictures import store_picture
from core.uploads.services.scratch import WORK, parts_root
from core.uploads.states import VideoRefusal


class ClaimLost(Exception):
    pass


def transcode(*, video_id: int) -> None:
    """Make what can be shown of a received video, or refuse it. Killed half-way, `take_up_abandoned` finds it again."""
    video = videos.begin(video_id=video_id, now=timezone.now())
    if video is None:
        return
    with tempfile.TemporaryDirectory(dir=parts_root(), prefix=WORK) as folder:
        try:
            _transcode(video, Path(folder))
        except video_children.VideoRefused as refusal:
            videos.refuse(video=video, reason=VideoRefusal(str(refusal)))
        except ClaimLost:
            return


def _transcode(video: Video, folder: Path) -> None:
    source, output, poster = folder / "source", folder / "output.mp4", folder / "poster.jpg"
    with video.original.open("rb") as original, source.open("wb") as copy:
        shutil.copyfileobj(original, copy)

    def on_percent(percent: int) -> None:
        if not videos.note_progress(video=video, percent=percent):
            raise ClaimLost

    made = video_children.transcode(
        path=source,
        output=output,
        poster=poster,
        most_seconds=settings.DAJI_VIDEO_MOST_SECONDS,
        on_percent=on_percent,
    )
    with output.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        name = f"videos/{digest[:2]}/{digest[2:34]}.mp4"
        if not default_storage.exists(name):
            default_storage.save(name, File(file))
    with poster.open("rb") as file:
        picture = store_picture(uploaded_by=video.uploaded_by, file=File(file))
    videos.finish(video=video, file=name, poster=picture, **made)
