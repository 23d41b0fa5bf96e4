from django.db import models
from django.utils.translation import gettext_lazy as _


class Recording(models.Model):
    """What one process packaged of a room, without a break in its numbering. A room's replay is all of them in turn."""

    room = models.ForeignKey("rooms.Room", on_delete=models.CASCADE, related_name="recordings", verbose_name=_("room"))
    started_at = models.DateTimeField(_("started at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        ordering = ["started_at", "pk"]

    def __str__(self) -> str:
        return f"{self.room_id}/{self.pk}"

    @property
    def folder(self) -> str:
        return recording_folder(self.room_id, self.pk)


class RecordingSegment(models.Model):
    """One second or so of a recording, in a file of the default storage."""

    recording = models.ForeignKey(
        Recording, on_delete=models.CASCADE, related_name="segments", verbose_name=_("recording")
    )
    number = models.PositiveIntegerField(_("number"))
    init_number = models.PositiveIntegerField(
        _("initialisation section"), help_text=_("Number of the first segment that needs the same section.")
    )
    starts_at = models.DateTimeField(_("starts at"))
    duration_ms = models.PositiveIntegerField(_("duration in milliseconds"))
    discontinuity = models.BooleanField(_("discontinuity"), default=False)
    size = models.PositiveIntegerField(_("size in bytes"))

    class Meta:
        verbose_name = _("recorded segment")
        verbose_name_plural = _("recorded segments")
        ordering = ["recording", "number"]
        constraints = [
            models.UniqueConstraint(fields=["recording", "number"], name="one_segment_for_each_number"),
            models.CheckConstraint(
                condition=models.Q(init_number__lte=models.F("number")), name="init_section_not_after_its_segment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recording_id}/{self.number}"

    @property
    def path(self) -> str:
        return f"{self.recording.folder}/{segment_name(self.number)}"


def recording_folder(room_id: int, recording_id: int) -> str:
    return f"video/{room_id}/{recording_id}"


def segment_name(number: int) -> str:
    return f"{number}.m4s"


def init_name(number: int) -> str:
    return f"init-{number}.mp4"
