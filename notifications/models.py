from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.encoding import force_str
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.localized import LocalizedText
from notifications.kinds import KINDS, kind_choices
from notifications.states import Channel, DeliveryState


class Notification(models.Model):
    """One thing told to one person. The unique constraint is what makes telling it twice impossible."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(_("kind"), max_length=40, choices=kind_choices)
    event = models.ForeignKey("core.Event", on_delete=models.CASCADE, related_name="+")
    params = models.JSONField(default=dict)
    url = models.CharField(max_length=200)
    created_at = models.DateTimeField(_("told"), default=timezone.now, db_index=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "event", "kind"], name="one_notification_per_event_and_person")
        ]
        indexes = [models.Index(fields=["user", "read_at"], name="notification_unread")]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """In the active language; a param written in several languages is a dict with one text for each."""
        return force_str(KINDS[self.kind].sentence) % {name: _in_language(value) for name, value in self.params.items()}

    @property
    def action(self) -> str:
        return force_str(KINDS[self.kind].action)

    @property
    def icon(self) -> str:
        return KINDS[self.kind].icon


def _in_language(value: Any) -> Any:
    if isinstance(value, dict):
        return LocalizedText(value).in_language(get_language() or settings.LANGUAGE_CODE)
    return value


class Delivery(models.Model):
    """One notification on one channel: sent once, and until then due at `retry_at`."""

    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    state = models.CharField(_("state"), max_length=10, choices=DeliveryState, default=DeliveryState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    last_error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["notification", "channel"], name="one_delivery_per_channel"),
            models.CheckConstraint(condition=models.Q(state__in=DeliveryState.values), name="delivery_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=DeliveryState.SENT, sent_at__isnull=False)
                | (~models.Q(state=DeliveryState.SENT) & models.Q(sent_at__isnull=True)),
                name="sent_delivery_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["retry_at"], name="delivery_due", condition=models.Q(state=DeliveryState.PENDING))
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} · {self.notification}"
