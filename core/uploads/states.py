from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VideoState(TextChoices):
    RECEIVED = "received", _("waiting its turn")
    TRANSCODING = "transcoding", _("being prepared")
    READY = "ready", _("ready")
    REFUSED = "refused", _("refused")
    TAKEN_DOWN = "taken_down", _("taken down")


# Back to RECEIVED: the worker that prepared it died, and another takes it up.
VIDEO_TRANSITIONS: dict[VideoState, set[VideoState]] = {
    VideoState.RECEIVED: {VideoState.TRANSCODING, VideoState.REFUSED},
    VideoState.TRANSCODING: {VideoState.READY, VideoState.REFUSED, VideoState.RECEIVED},
    VideoState.READY: {VideoState.TAKEN_DOWN},
    VideoState.REFUSED: set(),
    VideoState.TAKEN_DOWN: set(),
}


class VideoRefusal(TextChoices):
    """Why a video cannot be taken. The labels are what its uploader reads."""

    UNREADABLE = "unreadable", _("This is no video that we can read. Send an MP4, MOV or WebM file.")
    NO_PICTURE = "no_picture", _("There is sound in this file but no moving picture. Send a video.")
    CODEC = "codec", _("This video is coded in a way we cannot read. Save it as MP4 (H.264) and send that.")
    TOO_LONG = "too_long", _("This video is too long. Cut it down to a minute and send that.")
    TOO_LARGE = "too_large", _("This video has too many pixels. Record it in 1080p or 720p and send that.")
    DAMAGED = "damaged", _("This video is cut short or damaged. Save it again and send that one.")
