import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ResumableUpload(models.Model):
    """A file that arrives in pieces (tus 1.0). The row's `offset` says how much of the part on disk counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        editable=False,
        on_delete=models.CASCADE,
        related_name="resumable_uploads",
        verbose_name=_("uploaded by"),
    )
    length = models.PositiveBigIntegerField(_("bytes"), editable=False)
    offset = models.PositiveBigIntegerField(_("bytes received"), default=0, editable=False)
    created_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("forgotten after"), db_index=True, editable=False)

    class Meta:
        verbose_name = _("unfinished upload")
        verbose_name_plural = _("unfinished uploads")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(offset__lte=models.F("length")), name="upload_no_longer_than_announced"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_complete(self) -> bool:
        return self.offset == self.length

    @property
    def part(self) -> Path:
        """On this machine's disk: pieces are appended, which object stores cannot do."""
        return Path(settings.DAJI_PARTS_ROOT) / self.pk.hex
