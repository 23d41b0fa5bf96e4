from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.localized import LocalizedTextField

LONGEST_EDGE = 1920
VARIANT_WIDTHS = (320, 640, 1280)
# One width is enough for what cannot read WebP: old phones, and whoever previews a link.
JPEG_WIDTH = 1280


class Picture(models.Model):
    """A picture that was checked, stripped of metadata and re-encoded on its way in.

    The file is the largest rendition, in WebP. The narrower ones lie beside it under names that follow from its own, so
    that a page knows them all without a query and without asking the storage. AVIF takes seconds to make, so it and the
    JPEG follow later; `more_formats_at` says that they are there.
    """

    file = models.ImageField(_("file"), upload_to="pictures", editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    alt = LocalizedTextField(
        _("description"), blank=True, max_length=200, help_text=_("What would you tell someone on the phone?")
    )
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
    more_formats_at = models.DateTimeField(_("AVIF and JPEG made"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.alt) or str(self.file.name)

    @property
    def url(self) -> str:
        return self.file.url

    @property
    def widths(self) -> list[int]:
        """The widths in pixels that exist, narrowest first; the last is the file itself."""
        return [width for width in VARIANT_WIDTHS if width < self.width] + [self.width]

    def name_at(self, width: int, suffix: str = ".webp") -> str:
        name = str(PurePosixPath(str(self.file.name)).with_suffix(suffix))
        return name if width == self.width else variant_name(name, width)

    def url_at(self, width: int, suffix: str = ".webp") -> str:
        return self.file.storage.url(self.name_at(width, suffix))

    @property
    def jpeg_width(self) -> int:
        return min(JPEG_WIDTH, self.width)


def variant_name(name: str, width: int) -> str:
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}-{width}{path.suffix}"))
