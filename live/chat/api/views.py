from __future__ import annotations

import uuid

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.operations import PUBLIC, Operation
from core.api.serializers import ApiSerializer
from core.api.views import ListView
from live.chat.models import LONGEST_MESSAGE, Message
from live.chat.queries import line_of
from live.chat.services.messages import post_message
from live.rooms.models import Room
from live.rooms.queries import crew_ids


class MessageAuthorSerializer(ApiSerializer):
    example = {"id": 7, "name": "Li Dashan", "is_host": True}

    id = serializers.IntegerField(source="author_id")
    name = serializers.CharField(source="author")
    is_host = serializers.BooleanField()


class MessageSerializer(ApiSerializer):
    example = {"id": 3401, "author": MessageAuthorSerializer.example, "body": "These were on the tree at seven."}

    id = serializers.IntegerField(source="message_id")
    author = MessageAuthorSerializer(source="*")
    body = serializers.CharField()


class WriteMessageSerializer(ApiSerializer):
    example = {"body": "Are there any left for Hangzhou?"}

    # The service's sentence says more than "too long"; so its length is no business of this field.
    body = serializers.CharField(max_length=4 * LONGEST_MESSAGE)


class Messages(ListView):
    """The chat of a room: what is not deleted, the newest first."""

    tag = "Rooms"
    operations = {
        "GET": Operation(
            name="listMessages",
            summary=_("What was written in a room, the newest first"),
            scope=PUBLIC,
            gives=MessageSerializer,
            is_list=True,
        ),
        "POST": Operation(
            name="writeMessage",
            summary=_("Write in an open room"),
            scope="rooms:write",
            takes=WriteMessageSerializer,
            gives=MessageSerializer,
            status=201,
        ),
    }

    def get_queryset(self) -> QuerySet[Message]:
        self.room = get_object_or_404(Room, pk=self.kwargs["pk"])
        return Message.objects.filter(room=self.room, deleted_at=None).select_related("author")

    def present(self, rows: list[Message]) -> list[object]:
        crew = crew_ids(room=self.room)
        return [line_of(message=message, crew=crew) for message in rows]

    def post(self, request: Request, pk: int) -> Response:
        room = get_object_or_404(Room, pk=pk)
        client_id = request.headers.get("Idempotency-Key", "")[:64] or str(uuid.uuid4())
        message = post_message(room=room, author=request.user, body=self.read(request)["body"], client_id=client_id)
        return self.give(line_of(message=message, crew=crew_ids(room=room)))
