from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.privacy.kinds import PURPOSES, Purpose
from accounts.privacy.states import Decision


class ConsentReceipt(models.Model):
    """Somebody agreed to something, or took it back: which text, when, in which language. The latest one counts."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents", verbose_name=_("person")
    )
    purpose = models.CharField(_("what for"), max_length=30)
    version = models.CharField(_("version of the text"), max_length=20)
    language = models.CharField(_("language"), max_length=10)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision)
    place = models.CharField(_("where"), max_length=20, help_text=_("sign-up or my data"))
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["purpose", "user", "-id"], name="consent_latest")]
        constraints = [
            models.CheckConstraint(condition=models.Q(decision__in=Decision.values), name="consent_decision_known")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}: {self.decision}"

    @property
    def kind(self) -> Purpose | None:
        return PURPOSES.get(self.purpose)
