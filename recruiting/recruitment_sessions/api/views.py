from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from core.api.operations import PUBLIC, Operation
from core.api.serializers import ApiSerializer
from core.api.views import ListView
from live.rooms.models import Room
from recruiting.jobs.api.serializers import JobSerializer
from recruiting.recruitment_sessions.models import Question, RecruitmentSession, SessionJob
from recruiting.recruitment_sessions.queries import ShelfLine, shelf_of
from recruiting.recruitment_sessions.services.sessions import KIND


class SessionJobSerializer(ApiSerializer):
    example = {"id": 4, "is_pinned": True, "job": JobSerializer.example | {"distance_km": None}}

    id = serializers.IntegerField(source="item.pk")
    is_pinned = serializers.BooleanField()
    job = JobSerializer()


class QuestionSerializer(ApiSerializer):
    example = {"id": 8, "body": "Is there a bus from the station?", "author": "Wang Jun", "votes": 12}

    id = serializers.IntegerField(source="pk")
    body = serializers.CharField()
    author = serializers.CharField(source="author.get_short_name")
    votes = serializers.IntegerField()


def _session(pk: int) -> RecruitmentSession:
    room = get_object_or_404(Room, pk=pk, kind=KIND)
    return RecruitmentSession.objects.filter(room=room).first() or RecruitmentSession(room=room)


class SessionShelf(ListView):
    tag = "Rooms"
    order = ("position", "pk")
    operations = {
        "GET": Operation(
            name="listSessionShelf",
            summary=_("The jobs of a recruitment session, and which is being explained"),
            scope=PUBLIC,
            gives=SessionJobSerializer,
            is_list=True,
        )
    }

    def get_queryset(self) -> QuerySet[SessionJob]:
        self.session = _session(self.kwargs["pk"])
        return SessionJob.objects.filter(session=self.session.pk)

    def present(self, rows: list[SessionJob]) -> list[ShelfLine]:
        lines = {line.item.pk: line for line in shelf_of(session=self.session)}
        return [lines[item.pk] for item in rows if item.pk in lines]


class SessionQuestions(ListView):
    tag = "Rooms"
    order = ("-votes", "pk")
    operations = {
        "GET": Operation(
            name="listQuestions",
            summary=_("What people want to know in a session, the most wanted first"),
            scope=PUBLIC,
            gives=QuestionSerializer,
            is_list=True,
        )
    }

    def get_queryset(self) -> QuerySet[Question]:
        return _session(self.kwargs["pk"]).questions.queue().select_related("author")
