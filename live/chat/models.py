from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_MESSAGE = 500  # characters


class MessageQuerySet(models.QuerySet["Message"]):
    def visible(self) -> MessageQuerySet:
        return self.filter(deleted_at__isnull=True)


class Message(models.Model):
    """What somebody wrote in a room. A deleted one stays, unseen, as evidence."""

    room = models.ForeignKey("rooms.Room", on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages")
    body = models.CharField(_("text"), max_length=LONGEST_MESSAGE)
    client_id = models.CharField(
        max_length=64, editable=False, help_text="given by the writer's browser: a repetition is recognised by it"
    )
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True, editable=False)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    deletion_reason = models.CharField(_("reason of deletion"), max_length=200, blank=True, editable=False)

    objects: ClassVar[models.Manager[Message]] = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["room", "-id"], name="message_of_room", condition=Q(deleted_at__isnull=True)),
            models.Index(fields=["room", "author", "-created_at"], name="message_pace"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["author", "client_id"], name="one_message_per_client_id"),
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True, deleted_by__isnull=True)
                | Q(deleted_at__isnull=False, deleted_by__isnull=False),
                name="message_deletion_has_a_who",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.body[:40]}"


class MuteQuerySet(models.QuerySet["Mute"]):
    def in_force(self, *, now: object = None) -> MuteQuerySet:
        return self.filter(until__gt=now or timezone.now(), lifted_at__isnull=True)


class Mute(models.Model):
    """Somebody may read in a room but not write, until a time, for a reason that he is told."""

    room = models.ForeignKey("rooms.Room", on_delete=models.CASCADE, related_name="mutes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mutes")
    muted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=200)
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    until = models.DateTimeField(_("until"))
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[models.Manager[Mute]] = MuteQuerySet.as_manager()

    class Meta:
        verbose_name = _("mute")
        verbose_name_plural = _("mutes")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["room", "user", "until"], name="mute_in_force")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=models.F("created_at")), name="mute_lasts"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="mute_lifting_has_a_who",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.room}"
