from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.uploads.models.documents import private_storage
from core.uploads.states import VideoRefusal, VideoState


class Video(models.Model):
    """A short video. What was sent is kept privately until it is transcoded; what is shown is `file`."""

    original = models.FileField(
        _("as sent"), storage=private_storage, upload_to="originals", blank=True, editable=False
    )
    file = models.FileField(_("file"), upload_to="videos", blank=True, editable=False)
    poster = models.ForeignKey(
        "uploads.Picture", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(_("state"), max_length=20, choices=VideoState, default=VideoState.RECEIVED, editable=False)
    refusal = models.CharField(_("refused because"), max_length=20, choices=VideoRefusal, blank=True, editable=False)
    taken_down_because = models.TextField(_("taken down because"), max_length=1000, blank=True, editable=False)
    percent = models.PositiveSmallIntegerField(_("per cent"), default=0, editable=False)
    width = models.PositiveIntegerField(_("width"), default=0, editable=False)
    height = models.PositiveIntegerField(_("height"), default=0, editable=False)
    duration_ms = models.PositiveIntegerField(_("milliseconds"), default=0, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    progressed_at = models.DateTimeField(_("last progress"), default=timezone.now, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    created_at = models.DateTimeField(_("uploaded"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=VideoState.values), name="video_state_is_known"),
            models.CheckConstraint(
                condition=~models.Q(state=VideoState.READY) | ~models.Q(file=""), name="ready_video_has_a_file"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=VideoState.TAKEN_DOWN) | models.Q(file="") & ~models.Q(taken_down_because=""),
                name="video_taken_down_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["progressed_at"],
                name="video_unfinished",
                condition=models.Q(state__in=[VideoState.RECEIVED, VideoState.TRANSCODING]),
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_ready(self) -> bool:
        return self.state == VideoState.READY

    @property
    def is_taken_down(self) -> bool:
        return self.state == VideoState.TAKEN_DOWN

    @property
    def is_waiting(self) -> bool:
        return self.state in (VideoState.RECEIVED, VideoState.TRANSCODING)
