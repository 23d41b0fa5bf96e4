from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.api.fields import LinkField, PictureSerializer
from core.api.serializers import ApiSerializer
from core.uploads.models import Video
from core.uploads.states import VideoRefusal, VideoState


class PictureUploadSerializer(ApiSerializer):
    """`multipart/form-data`. The descriptions are for who cannot see the picture."""

    file = serializers.FileField()
    alt_en = serializers.CharField(required=False, allow_blank=True, max_length=200)
    alt_zh_hans = serializers.CharField(required=False, allow_blank=True, max_length=200)


class VideoUploadSerializer(ApiSerializer):
    """`multipart/form-data`: an MP4, MOV or WebM file."""

    file = serializers.FileField()


class VideoRenditionSerializer(ApiSerializer):
    example = {
        "url": "https://daji.example/media/videos/01/e7fc.mp4",
        "type": "video/mp4",
        "width": 1280,
        "height": 720,
    }

    url = serializers.URLField()
    type = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class VideoSerializer(ApiSerializer):
    """A video and how far it is. `poster` and `renditions` are there once `state` is `ready`; ask again until then.

    `detail` is for its uploader to read: why it was refused or taken down.
    """

    example = {
        "id": 3,
        "state": "ready",
        "percent": 100,
        "refusal": "",
        "detail": "",
        "duration_ms": 12400,
        "poster": PictureSerializer.example,
        "renditions": [VideoRenditionSerializer.example],
        "created_at": "2026-11-01T20:15:00+08:00",
    }

    id = serializers.IntegerField(source="pk")
    state = serializers.ChoiceField(choices=VideoState.values)
    percent = serializers.IntegerField()
    refusal = serializers.ChoiceField(choices=VideoRefusal.values, allow_blank=True)
    detail = serializers.SerializerMethodField()
    duration_ms = serializers.IntegerField()
    poster = PictureSerializer(allow_null=True)
    renditions = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()

    def get_detail(self, video: Video) -> str:
        return video.get_refusal_display() if video.refusal else video.taken_down_because

    @extend_schema_field(VideoRenditionSerializer(many=True))
    def get_renditions(self, video: Video) -> list[dict[str, Any]]:
        if not video.is_ready:
            return []
        url = LinkField.absolute(self.context, video.file.url)
        return [{"url": url, "type": "video/mp4", "width": video.width, "height": video.height}]
