from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ExportState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Being packed")
    READY = "ready", pgettext_lazy("archive", "Ready")
    FAILED = "failed", _("Did not work")
    GONE = "gone", _("Deleted")


# Running becomes running again when the worker that packed it died and another takes it up.
EXPORT_TRANSITIONS: dict[ExportState, frozenset[ExportState]] = {
    ExportState.WAITING: frozenset({ExportState.RUNNING, ExportState.GONE}),
    ExportState.RUNNING: frozenset({ExportState.RUNNING, ExportState.READY, ExportState.FAILED, ExportState.GONE}),
    ExportState.READY: frozenset({ExportState.GONE}),
    ExportState.FAILED: frozenset({ExportState.GONE}),
    ExportState.GONE: frozenset(),
}

UNDER_WAY = frozenset({ExportState.WAITING, ExportState.RUNNING})


class Decision(models.TextChoices):
    GIVEN = "given", _("Agreed")
    WITHDRAWN = "withdrawn", _("Taken back")
