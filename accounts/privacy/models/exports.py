from __future__ import annotations

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.privacy.states import UNDER_WAY, ExportState


def private_storage() -> Storage:
    return storages["private"]


class Export(models.Model):
    """All that the fair knows about one person, as an archive: asked for, packed part by part, kept for some days."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exports", verbose_name=_("person")
    )
    state = models.CharField(_("state"), max_length=10, choices=ExportState, default=ExportState.WAITING)
    parts_done = models.PositiveSmallIntegerField(_("parts packed"), default=0)
    parts_total = models.PositiveSmallIntegerField(_("parts in all"), default=0)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    heartbeat_at = models.DateTimeField(_("last sign of life"), null=True, blank=True)
    file = models.FileField(_("file"), storage=private_storage, blank=True, max_length=200)
    size_bytes = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    requested_at = models.DateTimeField(_("asked for"), default=timezone.now, editable=False)
    ready_at = models.DateTimeField(_("ready since"), null=True, blank=True)
    expires_at = models.DateTimeField(_("kept until"), null=True, blank=True)

    class Meta:
        verbose_name = _("archive of a person's data")
        verbose_name_plural = _("archives of people's data")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ExportState.values), name="export_state_known"),
            models.CheckConstraint(
                condition=~Q(state=ExportState.READY) | (~Q(file="") & Q(expires_at__isnull=False)),
                name="ready_export_has_a_file",
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(state__in=sorted(UNDER_WAY)), name="one_export_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("privacy:data")

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def folder(self) -> str:
        return f"exports/{self.pk}"
