from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RoomState(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    OPEN = "open", pgettext_lazy("state of a room", "Live")
    ENDED = "ended", _("Ended")
    REPLAY = "replay", _("Replay")
    CANCELLED = "cancelled", pgettext_lazy("state of a room", "Called off")


ROOM_TRANSITIONS = {
    RoomState.SCHEDULED: {RoomState.OPEN, RoomState.CANCELLED},
    RoomState.OPEN: {RoomState.ENDED},
    RoomState.ENDED: {RoomState.REPLAY},
    RoomState.REPLAY: set[RoomState](),
    RoomState.CANCELLED: set[RoomState](),
}


NEVER_OPENED = [RoomState.SCHEDULED, RoomState.CANCELLED]


class RoomRole(models.TextChoices):
    """What a person is in one room; the order is the order of rights."""

    VIEWER = "viewer", _("Viewer")
    MODERATOR = "moderator", _("Moderator")
    CREW = "crew", _("Crew")
    HOST = "host", _("Host")
