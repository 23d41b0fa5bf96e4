from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.states import OrganizationState
from core.localized import LocalizedTextField
from live.rooms.states import NEVER_OPENED, RoomState


class RoomQuerySet(models.QuerySet["Room"]):
    def open(self) -> RoomQuerySet:
        return self.filter(state=RoomState.OPEN).order_by("-opened_at")

    def upcoming(self) -> RoomQuerySet:
        return self.filter(state=RoomState.SCHEDULED).order_by("starts_at")

    def replays(self) -> RoomQuerySet:
        """Of those that are still at the fair: with an organisation its recordings go off the shelves."""
        open_ones = {"organization__state": OrganizationState.OPEN}
        return self.filter(state=RoomState.REPLAY, **open_ones).order_by("-ended_at")

    def with_faces(self) -> RoomQuerySet:
        """With what a card or a page shows of the people behind the room."""
        return self.select_related("organization__avatar", "host__avatar", "cover")


class Room(models.Model):
    """A live session, from its announcement to its replay."""

    organization = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="rooms")
    host = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="hosted_rooms")
    kind = models.SlugField(_("kind"), max_length=30)
    title = LocalizedTextField(_("title"), max_length=80)
    language = models.CharField(_("spoken language"), max_length=10, choices=settings.LANGUAGES, default="zh-hans")
    state = models.CharField(_("state"), max_length=10, choices=RoomState, default=RoomState.SCHEDULED)
    starts_at = models.DateTimeField(_("starts"))
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)
    cover = models.ForeignKey("uploads.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    slow_mode_seconds = models.PositiveSmallIntegerField(
        _("slow mode"), default=0, help_text=_("Seconds a viewer waits between two messages; 0 is no wait.")
    )
    likes = models.PositiveBigIntegerField(_("likes"), default=0, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects: ClassVar[models.Manager[Room]] = RoomQuerySet.as_manager()

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["-starts_at"]
        indexes = [models.Index(fields=["state", "starts_at"], name="room_by_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RoomState.values), name="room_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=NEVER_OPENED, opened_at__isnull=True)
                | (~Q(state__in=NEVER_OPENED) & Q(opened_at__isnull=False)),
                name="room_opened_unless_scheduled",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[RoomState.ENDED, RoomState.REPLAY], ended_at__isnull=False)
                | (Q(state__in=[*NEVER_OPENED, RoomState.OPEN]) & Q(ended_at__isnull=True)),
                name="room_end_known_once_ended",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("rooms:room", kwargs={"room_id": self.pk})

    @property
    def is_open(self) -> bool:
        return self.state == RoomState.OPEN

    @property
    def shown_at(self) -> datetime:
        """When it happened, or will."""
        return self.opened_at or self.starts_at
