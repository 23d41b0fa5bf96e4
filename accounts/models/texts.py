from django.db import models
from django.utils.translation import gettext_lazy as _


class TextCount(models.Model):
    """How many text messages of one day went to one number, one block of numbers, from one address, or in all; mails with
    codes likewise.

    In the database and not in the cache: the budget holds over all processes and outlives a restart. `key` is a keyed
    hash, so that the table tells nobody who asked for a code.
    """

    day = models.DateField(_("day"))
    key = models.CharField(_("what is counted"), max_length=64)
    sent = models.PositiveIntegerField(_("sent"), default=0)

    class Meta:
        verbose_name = _("count of text messages")
        verbose_name_plural = _("counts of text messages")
        constraints = [models.UniqueConstraint(fields=["day", "key"], name="one_text_count_per_day_and_key")]

    def __str__(self) -> str:
        return f"{self.day} {self.key[:8]}: {self.sent}"
