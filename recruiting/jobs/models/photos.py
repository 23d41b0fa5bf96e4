from django.db import models
from django.utils.translation import gettext_lazy as _

from recruiting.jobs.models.postings import JobPosting


class JobPhoto(models.Model):
    """The line, the bed, the lunch: what a worker would see. The words under it are the picture's description."""

    job = models.ForeignKey(JobPosting, on_delete=models.CASCADE, related_name="photos")
    picture = models.ForeignKey("uploads.Picture", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("job photo")
        verbose_name_plural = _("job photos")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.picture)
