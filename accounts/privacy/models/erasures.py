from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Erasure(models.Model):
    """An account that went. What is left of the person is a row without a name."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="erasure", verbose_name=_("person")
    )
    asked_by_person = models.BooleanField(_("asked for by the person"), default=True)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    cleaned_at = models.DateTimeField(
        _("files deleted"), null=True, blank=True, help_text=_("Files go after the rows; empty: not yet.")
    )

    class Meta:
        verbose_name = _("erased account")
        verbose_name_plural = _("erased accounts")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"#{self.user_id}"
