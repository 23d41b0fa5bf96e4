from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.organizations import Organization
from core.encryption import EncryptedPhoneField
from core.phones import mask_phone


class Exclusion(models.Model):
    """An organisation deals no more with somebody: known by their account, by the number they gave, or by both."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="exclusions", verbose_name=_("organisation")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="exclusions",
        verbose_name=_("person"),
    )
    phone = EncryptedPhoneField(_("phone number"), null=True, blank=True)
    name = models.CharField(_("name they gave"), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=200, help_text=_("The person reads it."))
    excluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("blocked by"),
    )
    since = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("person blocked by an organisation")
        verbose_name_plural = _("people blocked by organisations")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "person"], name="one_exclusion_per_person"),
            models.UniqueConstraint(fields=["organization", "phone"], name="one_exclusion_per_phone"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(phone__isnull=False), name="exclusion_is_about_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} ⊘ {self.shown_name}"

    @property
    def shown_name(self) -> str:
        return self.person.get_short_name() if self.person else self.name

    @property
    def masked_phone(self) -> str:
        return mask_phone(str(self.phone)) if self.phone else ""
