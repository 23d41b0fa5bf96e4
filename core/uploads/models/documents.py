from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def private_storage() -> Storage:
    """What no address leads to, sealed on its disk: a view that knows who asks hands it out, or nobody does."""
    return storages["private"]


class Document(models.Model):
    """A photographed licence, certificate or letter: evidence, shown only by views that ask who is looking.

    What is kept is a re-encoded JPEG without metadata, sealed, under a name that says nothing.
    """

    file = models.FileField(_("file"), storage=private_storage, upload_to="documents", editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
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
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def opened(self) -> File:
        """Its bytes, unsealed chunk by chunk as they are read."""
        try:
            return self.file.open("rb")
        except FileNotFoundError:  # a rotation of keys has moved it since the row was read
            self.refresh_from_db(fields=["file"])
            return self.file.open("rb")
