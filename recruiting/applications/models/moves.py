from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recruiting.applications.models.applications import Application
from recruiting.applications.states import ApplicationState, ClosingReason


class ApplicationMove(models.Model):
    """One step of an application: who took it, when and why. The first one has no `from_state`."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="moves")
    from_state = models.CharField(_("from"), max_length=15, choices=ApplicationState, blank=True)
    to_state = models.CharField(_("to"), max_length=15, choices=ApplicationState)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    reason = models.CharField(_("reason"), max_length=15, choices=ClosingReason, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    moved_at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("application move")
        verbose_name_plural = _("application moves")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "to_state"], name="one_move_into_each_state"),
            models.CheckConstraint(condition=models.Q(to_state__in=ApplicationState.values), name="move_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.get_to_state_display()}"
