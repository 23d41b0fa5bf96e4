from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy

from core.personal_data import PersonalData, Row, plain, registry
from core.uploads.models import Document, Picture, ResumableUpload, Video
from core.uploads.services.forgetting import delete_unused_pictures


def _uploads(user: Any) -> Iterable[Row]:
    for picture in Picture.objects.filter(uploaded_by=user).order_by("pk"):
        yield {"kind": "picture", "description": str(picture.alt), "at": plain(picture.created_at)}
    for video in Video.objects.filter(uploaded_by=user).order_by("pk"):
        yield {"kind": "video", "state": video.state, "at": plain(video.created_at)}
    for upload in ResumableUpload.objects.filter(uploaded_by=user).order_by("pk"):
        yield {"kind": "upload under way", "at": plain(upload.created_at)}
    for document in Document.objects.filter(uploaded_by=user).order_by("pk"):
        yield {"kind": "document", "at": plain(document.created_at)}


def _files(user: Any) -> Iterable[tuple[str, Any]]:
    for kind, model in (("picture", Picture), ("video", Video), ("document", Document)):
        for upload in model._base_manager.filter(uploaded_by=user).exclude(file="").order_by("pk"):
            yield f"{kind}-{upload.pk}-{str(upload.file.name).rpartition('/')[2]}", upload.file


def _forget(user: Any) -> None:
    delete_unused_pictures(uploaded_by=user)


def register() -> None:
    registry.register(
        PersonalData(
            name="uploads",
            label=gettext_lazy("Pictures and papers you sent"),
            models=("uploads.Picture", "uploads.Video", "uploads.ResumableUpload", "uploads.Document"),
            export=_uploads,
            files=_files,
            erase=_forget,
            erased=gettext_lazy("Pictures of yours that no page shows any more."),
            kept=gettext_lazy("Pictures on a stall, in a diary or at a job: they belong to the farm or employer."),
        )
    )
