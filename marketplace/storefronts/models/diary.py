from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.localized import LocalizedTextField
from marketplace.storefronts.models.farms import Farm


class Plot(models.Model):
    """A piece of the farm's land: what a diary entry is about and where a batch was picked."""

    farm = models.ForeignKey(Farm, on_delete=models.CASCADE, related_name="plots", verbose_name=_("farm"))
    name = LocalizedTextField(_("name"), max_length=80)
    description = LocalizedTextField(
        _("what stands there"), max_length=200, blank=True, help_text=_("For example: 310 trees planted in 2011.")
    )

    class Meta:
        verbose_name = _("plot")
        verbose_name_plural = _("plots")
        ordering = ["farm", "pk"]

    def __str__(self) -> str:
        return str(self.name)


class DiaryEntry(models.Model):
    """A day in the crop diary. A loss is written down like everything else."""

    farm = models.ForeignKey(Farm, on_delete=models.CASCADE, related_name="diary", verbose_name=_("farm"))
    plot = models.ForeignKey(
        Plot, null=True, blank=True, on_delete=models.SET_NULL, related_name="diary", verbose_name=_("plot")
    )
    crop = LocalizedTextField(_("crop"), max_length=60, blank=True)
    date = models.DateField(_("day"), default=timezone.localdate)
    title = LocalizedTextField(_("title"), max_length=120)
    body = LocalizedTextField(_("text"), blank=True)
    picture = models.ForeignKey(
        "uploads.Picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
    )
    video = models.ForeignKey(
        "uploads.Video", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("video")
    )
    weather = LocalizedTextField(_("weather"), max_length=60, blank=True)
    loss = models.BooleanField(_("something was lost"), default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("written by"),
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("diary entry")
        verbose_name_plural = _("crop diary")
        ordering = ["-date", "-pk"]
        indexes = [models.Index(fields=["farm", "-date", "-id"], name="diary_newest_first")]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return f"{reverse('storefronts:diary', args=[self.farm.slug])}#entry-{self.pk}"

    @property
    def iso_week(self) -> tuple[int, int]:
        """ISO year and week: farmers here count by weeks."""
        year, week, _day = self.date.isocalendar()
        return year, week
