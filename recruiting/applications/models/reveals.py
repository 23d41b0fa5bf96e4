from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recruiting.applications.models.applications import Application


class PhoneReveal(models.Model):
    """Who saw a worker's number, and when first."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="reveals")
    viewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("seen by")
    )
    seen_at = models.DateTimeField(_("seen"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("phone number seen")
        verbose_name_plural = _("phone numbers seen")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "viewer"], name="one_phone_reveal_per_viewer")]

    def __str__(self) -> str:
        return f"{self.viewer} · {self.application}"
