from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from core.localized import LocalizedTextField


class Employer(models.Model):
    """The face an organisation shows to workers: a factory, a kitchen, a farm at harvest, a labour agency."""

    organization = models.OneToOneField(
        Organization,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="employer",
        verbose_name=_("organisation"),
    )
    about = LocalizedTextField(_("about"), blank=True)
    place = LocalizedTextField(_("place"), blank=True, max_length=80)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    number_of_employees = models.PositiveIntegerField(_("number of workers"), null=True, blank=True)
    cover = models.ForeignKey(
        "uploads.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("cover")
    )

    class Meta:
        verbose_name = _("employer")
        verbose_name_plural = _("employers")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="employer_place_on_earth",
            )
        ]

    def __str__(self) -> str:
        return str(self.organization)

    def get_absolute_url(self) -> str:
        return reverse("employers:employer", args=[self.organization.slug])
