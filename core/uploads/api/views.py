from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.fields import PictureSerializer
from core.api.operations import Operation
from core.api.serializers import ApiSerializer
from core.api.views import ApiView, ListView
from core.localized import LocalizedText
from core.uploads.models import Picture
from core.uploads.services.pictures import store_picture


class PictureUploadSerializer(ApiSerializer):
    """`multipart/form-data`. The descriptions are for who cannot see the picture."""

    file = serializers.FileField()
    alt_en = serializers.CharField(required=False, allow_blank=True, max_length=200)
    alt_zh_hans = serializers.CharField(required=False, allow_blank=True, max_length=200)


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

    def post(self, request: Request) -> Response:
        said = self.read(request)
        alt = LocalizedText.of(said.get("alt_en", ""), said.get("alt_zh_hans", ""))
        picture = store_picture(uploaded_by=request.user, file=said["file"], alt=alt)
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
