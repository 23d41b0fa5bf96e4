from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from core.localized import LocalizedTextField


class Farm(models.Model):
    """The face an organisation shows at the fair. Its name, address, avatar and people are the organisation's."""

    organization = models.OneToOneField(
        Organization, primary_key=True, on_delete=models.CASCADE, related_name="farm", verbose_name=_("organisation")
    )
    tagline = LocalizedTextField(
        _("in one line"), max_length=140, blank=True, help_text=_("What grows here, and on how much land.")
    )
    about = LocalizedTextField(
        _("about"), blank=True, help_text=_("Who you are, as you would tell a guest at the gate.")
    )
    place = LocalizedTextField(_("place"), max_length=120, blank=True, help_text=_("Village, county, province."))
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    cover = models.ForeignKey(
        "uploads.Picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("cover picture"),
    )
    opened_at = models.DateTimeField(_("opened"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("farm")
        verbose_name_plural = _("farms")
        ordering = ["organization_id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True) | models.Q(latitude__range=(-90, 90)),
                name="farm_latitude_on_earth",
            ),
            models.CheckConstraint(
                condition=models.Q(longitude__isnull=True) | models.Q(longitude__range=(-180, 180)),
                name="farm_longitude_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organization)

    def get_absolute_url(self) -> str:
        return reverse("storefronts:farm", args=[self.slug])

    @property
    def slug(self) -> str:
        return self.organization.slug


class Chapter(models.Model):
    """One part of a farm's story. Numbers run from 1 without gaps; `services.chapters` keeps them so."""

    farm = models.ForeignKey(Farm, on_delete=models.CASCADE, related_name="chapters", verbose_name=_("farm"))
    number = models.PositiveSmallIntegerField(_("number"))
    title = LocalizedTextField(_("title"), max_length=120)
    body = LocalizedTextField(_("text"))
    picture = models.ForeignKey(
        "uploads.Picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
        ordering = ["farm", "number", "pk"]

    def __str__(self) -> str:
        return str(self.title)
