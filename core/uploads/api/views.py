from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.fields import PictureSerializer
from core.api.operations import Operation
from core.api.views import ApiView, ListView
from core.localized import LocalizedText
from core.uploads.api.serializers import PictureUploadSerializer, VideoSerializer, VideoUploadSerializer
from core.uploads.models import Picture, Video
from core.uploads.services.pictures import draw_picture, store_picture
from core.uploads.services.videos import LaidDown, lay_down, store_video


def _mine(request: Request) -> QuerySet[Picture]:
    return Picture.objects.filter(uploaded_by=request.user)


class Pictures(ListView):
    tag = "Uploads"
    operations = {
        "GET": Operation(
            name="listPictures",
            summary=_("Pictures you uploaded"),
            scope="uploads:read",
            gives=PictureSerializer,
            is_list=True,
        ),
        "POST": Operation(
            name="uploadPicture",
            summary=_("Upload a picture: JPEG, PNG or WebP, checked and re-encoded"),
            scope="uploads:write",
            takes=PictureUploadSerializer,
            gives=PictureSerializer,
            status=201,
        ),
    }
    parser_classes = [MultiPartParser]

    def get_queryset(self) -> QuerySet[Picture]:
        return _mine(self.request)

    def prepare(self, request: Request) -> None:
        self.said = self.read(request)
        self.drawn = draw_picture(file=self.said["file"])

    def post(self, request: Request) -> Response:
        alt = LocalizedText.of(self.said.get("alt_en", ""), self.said.get("alt_zh_hans", ""))
        picture = store_picture(uploaded_by=request.user, file=self.drawn, alt=alt)
        return self.give(picture, location=reverse("api:picture", args=[picture.pk]))


class PictureDetail(ApiView):
    tag = "Uploads"
    operations = {
        "GET": Operation(
            name="getPicture", summary=_("One of your pictures"), scope="uploads:read", gives=PictureSerializer
        )
    }

    def get(self, request: Request, pk: int) -> Response:
        return self.give(get_object_or_404(_mine(request), pk=pk))


def _my_videos(request: Request) -> QuerySet[Video]:
    return Video.objects.filter(uploaded_by=request.user).select_related("poster")


class Videos(ListView):
    tag = "Uploads"
    operations = {
        "GET": Operation(
            name="listVideos",
            summary=_("Videos you uploaded, and how far they are"),
            scope="uploads:read",
            gives=VideoSerializer,
            is_list=True,
        ),
        "POST": Operation(
            name="uploadVideo",
            summary=_("Upload a short video: MP4, MOV or WebM, looked into at once and prepared in the background"),
            scope="uploads:write",
            takes=VideoUploadSerializer,
            gives=VideoSerializer,
            status=201,
        ),
    }
    parser_classes = [MultiPartParser]
    laid_down: LaidDown | None = None

    def get_queryset(self) -> QuerySet[Video]:
        return _my_videos(self.request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        finally:
            if self.laid_down is not None:  # another request with the same key was quicker
                self.laid_down.take_up_again()

    def prepare(self, request: Request) -> None:
        self.laid_down = lay_down(file=self.read(request)["file"])

    def post(self, request: Request) -> Response:
        assert self.laid_down is not None
        video = store_video(uploaded_by=request.user, file=self.laid_down)
        self.laid_down = None
        return self.give(video, location=reverse("api:video", args=[video.pk]))


class VideoDetail(ApiView):
    tag = "Uploads"
    operations = {
        "GET": Operation(
            name="getVideo",
            summary=_("One of your videos, and how far it is"),
            scope="uploads:read",
            gives=VideoSerializer,
        )
    }

    def get(self, request: Request, pk: int) -> Response:
        return self.give(get_object_or_404(_my_videos(request), pk=pk))
