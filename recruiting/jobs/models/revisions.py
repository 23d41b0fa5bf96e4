from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recruiting.jobs.models.postings import JobPosting


class JobRevision(models.Model):
    """What the job promised from this moment on. Evidence: written once, never changed."""

    job = models.ForeignKey(JobPosting, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    snapshot = models.JSONField(_("what it said"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("written by")
    )
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("job revision")
        verbose_name_plural = _("job revisions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="one_job_revision_per_number")]

    def __str__(self) -> str:
        return f"{self.job} · {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("a job revision is written once")
        super().save(*args, **kwargs)
