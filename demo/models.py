from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LoadedPart(models.Model):
    """A part of the demo fair that is in the database, and what it made: the content's key -> the row's primary key.

    Written in the part's own transaction, so a part is there whole or not at all, and what people change or delete
    afterwards stays as they left it.
    """

    name = models.SlugField(_("name"), unique=True)
    made = models.JSONField(_("what it made"), default=dict, editable=False)
    loaded_at = models.DateTimeField(_("loaded"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("loaded part of the demo")
        verbose_name_plural = _("loaded parts of the demo")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
