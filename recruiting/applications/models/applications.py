from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.encryption import EncryptedPhoneField
from core.phones import mask_phone
from recruiting.applications.states import ApplicationState, ClosingReason, next_state
from recruiting.jobs.models import JobPosting, JobRevision

TOKEN_BYTES = 24


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


class ApplicationQuerySet(models.QuerySet["Application"]):
    def live(self) -> ApplicationQuerySet:
        return self.exclude(state=ApplicationState.CLOSED)


class Application(models.Model):
    """One person's wish to have one job. Needs no account: whoever holds `token` may follow and withdraw it."""

    job = models.ForeignKey(JobPosting, on_delete=models.PROTECT, related_name="applications", verbose_name=_("job"))
    revision = models.ForeignKey(
        JobRevision,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("what was promised"),
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="applications",
        verbose_name=_("worker"),
    )
    name = models.CharField(_("name"), max_length=60)
    phone = EncryptedPhoneField(_("phone number"))
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    room = models.ForeignKey(
        "rooms.Room",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("recruitment session"),
    )
    state = models.CharField(_("state"), max_length=15, choices=ApplicationState, default=ApplicationState.NEW)
    closing_reason = models.CharField(_("reason"), max_length=15, choices=ClosingReason, blank=True)
    state_since = models.DateTimeField(_("since"), default=timezone.now)
    created_at = models.DateTimeField(_("applied"), default=timezone.now, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["job", "state", "state_since"], name="application_lane"),
            models.Index(fields=["phone"], name="application_phone"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ApplicationState.values), name="application_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ApplicationState.CLOSED) | models.Q(closing_reason__in=ClosingReason.values),
                name="application_closed_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["job", "phone"],
                condition=~models.Q(state=ApplicationState.CLOSED),
                name="one_live_application_per_phone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.job}"

    def get_absolute_url(self) -> str:
        return reverse("applications:application", args=[self.pk])

    def get_link_url(self) -> str:
        """The address that opens the status page without an account."""
        return reverse("applications:link", args=[self.token])

    @property
    def is_closed(self) -> bool:
        return self.state == ApplicationState.CLOSED

    @property
    def next_state(self) -> ApplicationState | None:
        return next_state(self.state)

    @property
    def masked_phone(self) -> str:
        """139••••7788: enough to recognise one's own number, not enough to call it."""
        return mask_phone(str(self.phone))
