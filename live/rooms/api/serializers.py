from __future__ import annotations

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.api.serializers import PersonSerializer
from core.api.fields import LinkField, LocalizedField, MoneySerializer, PictureSerializer
from core.api.serializers import ApiSerializer
from live.rooms.queries import RoomCard
from live.rooms.states import RoomState


class RoomOrganizationSerializer(ApiSerializer):
    example = {"slug": "dashan-oranges", "name": {"text": "Dashan Oranges", "en": "Dashan Oranges"}, "avatar": None}

    slug = serializers.CharField()
    name = LocalizedField()
    avatar = PictureSerializer(allow_null=True)


class ShownThingSerializer(ApiSerializer):
    """What is being shown: a box with its price, or a job with its pay in words."""

    example = {"text": "Navel oranges", "price": {"amount_minor": 3990, "currency": "CNY"}, "pay": "", "picture": None}

    text = serializers.CharField(allow_blank=True)
    price = MoneySerializer(allow_null=True)
    pay = serializers.CharField(allow_blank=True)
    picture = PictureSerializer(allow_null=True)


class RoomSerializer(ApiSerializer):
    example = {
        "id": 12,
        "kind": "sale",
        "state": "open",
        "title": {"text": "Picking the east slope", "en": "Picking the east slope", "zh-hans": "东坡摘橙"},
        "language": "zh-hans",
        "organization": RoomOrganizationSerializer.example,
        "host": PersonSerializer.example,
        "cover": None,
        "starts_at": "2026-11-21T15:00:00+08:00",
        "opened_at": "2026-11-21T15:02:11+08:00",
        "ended_at": None,
        "viewers": 86,
        "likes": 1240,
        "shown": ShownThingSerializer.example,
        "url": "https://daji.example/live/12/",
    }

    id = serializers.IntegerField(source="room.pk")
    kind = serializers.CharField(source="room.kind")
    state = serializers.ChoiceField(source="room.state", choices=RoomState.values)
    title = LocalizedField(source="room.title")
    language = serializers.ChoiceField(
        source="room.language", choices=[code for code, _name in settings.LANGUAGES], help_text="Spoken in the room."
    )
    organization = RoomOrganizationSerializer(source="room.organization")
    host = PersonSerializer(source="room.host")
    cover = PictureSerializer(source="room.cover", allow_null=True)
    starts_at = serializers.DateTimeField(source="room.starts_at")
    opened_at = serializers.DateTimeField(source="room.opened_at", allow_null=True)
    ended_at = serializers.DateTimeField(source="room.ended_at", allow_null=True)
    viewers = serializers.IntegerField(allow_null=True, help_text="Counted now; null while the room is not open.")
    likes = serializers.IntegerField(source="room.likes")
    shown = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()

    @extend_schema_field(ShownThingSerializer(allow_null=True))
    def get_shown(self, card: RoomCard) -> dict[str, Any] | None:
        if not card.thing:
            return None
        thing: dict[str, Any] = {"text": "", "price": None, "pay": "", "picture": None} | card.thing
        thing["text"], thing["pay"] = str(thing["text"]), str(thing["pay"])
        return ShownThingSerializer(thing, context=self.context).data

    def get_url(self, card: RoomCard) -> str:
        return LinkField.absolute(self.context, card.room.get_absolute_url())
