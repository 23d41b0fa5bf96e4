from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.payments.models.payments import Payment
from marketplace.payments.states import WebhookState


class WebhookEvent(models.Model):
    """A gateway's callback exactly as it came. A forged one is kept as well, without an event id to believe in."""

    gateway = models.SlugField(_("gateway"), max_length=20)
    event_id = models.CharField(_("event"), max_length=100, blank=True)
    headers = models.JSONField(_("headers"), default=dict)
    body = models.BinaryField(_("body"))
    state = models.CharField(_("state"), max_length=10, choices=WebhookState, default=WebhookState.RECEIVED)
    outcome = models.CharField(_("what came of it"), max_length=300, blank=True)
    payment = models.ForeignKey(
        Payment, null=True, blank=True, on_delete=models.PROTECT, related_name="webhooks", verbose_name=_("payment")
    )
    received_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    processed_at = models.DateTimeField(_("processed"), null=True, blank=True)

    class Meta:
        verbose_name = _("webhook event")
        verbose_name_plural = _("webhook inbox")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["received_at"], name="webhook_waiting", condition=Q(state=WebhookState.RECEIVED))
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=WebhookState.values), name="webhook_state_known"),
            models.UniqueConstraint(
                fields=["gateway", "event_id"], condition=~Q(event_id=""), name="one_webhook_per_gateway_event"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.event_id or '–'}"

    @property
    def text(self) -> str:
        return bytes(self.body).decode("utf-8", "replace")
