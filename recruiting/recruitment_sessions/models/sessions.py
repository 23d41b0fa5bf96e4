from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recruiting.jobs.models import JobPosting


class RecruitmentSession(models.Model):
    """A live room in which an employer shows jobs and answers workers' questions."""

    room = models.OneToOneField("rooms.Room", on_delete=models.CASCADE, primary_key=True, related_name="+")
    jobs = models.ManyToManyField(JobPosting, through="SessionJob", related_name="+")

    class Meta:
        verbose_name = _("recruitment session")
        verbose_name_plural = _("recruitment sessions")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.room)


class SessionJob(models.Model):
    """A job on the session's shelf."""

    session = models.ForeignKey(RecruitmentSession, on_delete=models.CASCADE, related_name="shelf")
    job = models.ForeignKey(JobPosting, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("job on the shelf")
        verbose_name_plural = _("jobs on the shelf")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "job"], name="job_once_on_a_shelf")]

    def __str__(self) -> str:
        return str(self.job)


class JobPin(models.Model):
    """From when to when a job was being explained: what is pinned now, and the marks of the replay."""

    session = models.ForeignKey(RecruitmentSession, on_delete=models.CASCADE, related_name="pins")
    session_job = models.ForeignKey(SessionJob, on_delete=models.CASCADE, related_name="pins")
    pinned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    pinned_at = models.DateTimeField(_("from"), default=timezone.now)
    unpinned_at = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("pinned job")
        verbose_name_plural = _("pinned jobs")
        ordering = ["pinned_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session"], condition=models.Q(unpinned_at__isnull=True), name="one_pinned_job_per_session"
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_job} · {self.pinned_at:%H:%M:%S}"
