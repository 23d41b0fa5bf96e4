from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.organizations import Organization


class OrganizationBlock(models.Model):
    """A person does not want to see this organisation at the fair, nor to hear of it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="organization_blocks")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="blocks")
    since = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("blocked organisation")
        verbose_name_plural = _("blocked organisations")
        constraints = [models.UniqueConstraint(fields=["user", "organization"], name="one_block_per_organization")]

    def __str__(self) -> str:
        return f"{self.user} ⊘ {self.organization}"


class PersonBlock(models.Model):
    """A person does not want to read what another one writes. The other is not told."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="person_blocks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("blocked person")
        verbose_name_plural = _("blocked people")
        constraints = [
            models.UniqueConstraint(fields=["user", "person"], name="one_block_per_person"),
            models.CheckConstraint(condition=~models.Q(user=models.F("person")), name="nobody_blocks_himself"),
        ]

    def __str__(self) -> str:
        return f"{self.user} ⊘ {self.person}"
