"""A form field for one short video, sent with the form or beforehand in pieces."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.uploads.models import ResumableUpload, Video
from core.uploads.services.resumable import cancel_upload
from core.uploads.services.videos import store_video, too_many_bytes

ACCEPTED_TYPES = "video/mp4,video/quicktime,video/webm"
KEPT_SALT = "core.uploads.kept-video"


class VideoInput(forms.Widget):
    template_name = "core/uploads/video_input.html"
    needs_multipart_form = True
    viewer: Any = None
    """Only who sent a video may ask how far it is: for a colleague the page says it once."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        video = _video(value)
        if video:
            context["widget"]["attrs"].pop("required", None)
        context["widget"] |= {
            "video": video,
            "polls": bool(video and self.viewer and video.uploaded_by_id == self.viewer.pk),
            "kept": signing.dumps(video.pk, salt=KEPT_SALT) if video else "",
            "upload": value["upload"] if isinstance(value, dict) else "",
            "accept": ACCEPTED_TYPES,
            "most_bytes": settings.DAJI_VIDEO_MOST_BYTES,
            "too_large": too_many_bytes(),
        }
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        return {
            "file": files.get(name),
            "upload": data.get(f"{name}-upload", ""),
            "kept": data.get(f"{name}-kept", ""),
            "removed": f"{name}-removed" in data,
        }

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files and f"{name}-kept" not in data and f"{name}-upload" not in data


class VideoField(forms.Field):
    """Gives a stored `Video` or None; a file that is refused becomes an error beside the field."""

    widget: Any = VideoInput
    uploaded_by: Any = None
    stored: Video | None = None

    def bound_data(self, data: dict[str, Any], initial: Any) -> Any:
        """What a form with a mistake in it shows again: the video that was just stored, not the empty file box."""
        return self.stored or (data if data["kept"] else initial if not data["removed"] else None)

    def clean(self, value: dict[str, Any]) -> Video | None:
        video = self._chosen(value)
        if video is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        self.stored = video
        return video

    def _chosen(self, value: dict[str, Any]) -> Video | None:
        try:
            if value["upload"]:
                return self._of_upload(value["upload"])
            if value["file"]:
                return store_video(uploaded_by=self.uploaded_by, file=value["file"])
        except Refused as refusal:
            raise ValidationError(str(refusal), code="refused")
        return None if value["removed"] else _video(value)

    def _of_upload(self, pk: str) -> Video:
        upload = _upload(self.uploaded_by, pk)
        if upload is None or not upload.is_complete:
            raise Refused(_("The video is not all here. Choose the file again, and it goes on where it stopped."))
        try:
            with upload.part.open("rb") as part:
                return store_video(uploaded_by=self.uploaded_by, file=File(part))
        except FileNotFoundError:
            raise Refused(_("This upload is no longer here. Choose the file again.")) from None
        finally:
            cancel_upload(upload=upload)

    def has_changed(self, initial: Any, data: Any) -> bool:
        kept = _video(data)
        is_other = kept is not None and kept.pk != getattr(initial, "pk", initial)
        return bool(data["file"] or data["upload"] or data["removed"] or is_other)


def _upload(user: Any, pk: str) -> ResumableUpload | None:
    try:
        found = ResumableUpload.objects.filter(uploaded_by=user, pk=UUID(pk), expires_at__gt=timezone.now())
    except ValueError:
        return None
    return found.first()


def _video(value: Any) -> Video | None:
    """From whatever a bound or unbound field holds: a video, its key, or what the browser sent."""
    if isinstance(value, dict):
        try:
            value = signing.loads(value["kept"], salt=KEPT_SALT)
        except signing.BadSignature:
            return None
    return value if isinstance(value, Video) or value is None else Video.objects.filter(pk=value).first()
