from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.fields import LinkField
from core.api.operations import Operation
from core.api.serializers import ApiSerializer
from core.api.views import ApiView, ListView
from notifications.models import Notification
from notifications.queries import notifications_of
from notifications.services.read import mark_read


class NotificationSerializer(ApiSerializer):
    example = {
        "id": 90,
        "kind": "room_opened",
        "sentence": "Dashan Oranges is live: Picking the east slope",
        "action": "Watch",
        "url": "https://daji.example/live/12/",
        "created_at": "2026-11-21T15:02:12+08:00",
        "read_at": None,
    }

    id = serializers.IntegerField(source="pk")
    kind = serializers.CharField()
    sentence = serializers.CharField()
    action = serializers.CharField()
    url = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)

    def get_url(self, notification: Notification) -> str:
        return LinkField.absolute(self.context, notification.url)


class ReadCountSerializer(ApiSerializer):
    example = {"read": 3}

    read = serializers.IntegerField(help_text="How many had not been read before.")


class NotificationFilter(django_filters.FilterSet):
    unread = django_filters.BooleanFilter(
        field_name="read_at", lookup_expr="isnull", label=_("Only what is not read yet, or only what is")
    )
    kind = django_filters.CharFilter(label=_("Kind"))


class Notifications(ListView):
    tag = "Notifications"
    filterset_class = NotificationFilter
    operations = {
        "GET": Operation(
            name="listNotifications",
            summary=_("What the fair told me, the latest first"),
            scope="notifications:read",
            gives=NotificationSerializer,
            is_list=True,
        )
    }

    def get_queryset(self) -> QuerySet[Notification]:
        return notifications_of(user=self.request.user)


class ReadAll(ApiView):
    tag = "Notifications"
    operations = {
        "POST": Operation(
            name="readAllNotifications",
            summary=_("All of it is read"),
            scope="notifications:write",
            gives=ReadCountSerializer,
        )
    }

    def post(self, request: Request) -> Response:
        return self.give({"read": mark_read(user=request.user)})


class ReadOne(ApiView):
    tag = "Notifications"
    operations = {
        "POST": Operation(
            name="readNotification",
            summary=_("One of them is read"),
            scope="notifications:write",
            gives=NotificationSerializer,
        )
    }

    def post(self, request: Request, pk: int) -> Response:
        notification = get_object_or_404(notifications_of(user=request.user), pk=pk)
        mark_read(user=request.user, notification=notification)
        notification.refresh_from_db()
        return self.give(notification)
