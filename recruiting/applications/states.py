from itertools import pairwise

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApplicationState(models.TextChoices):
    NEW = "new", _("New")
    CONTACTED = "contacted", _("Called")
    SCHEDULED = "scheduled", _("Coming to see")
    ARRIVED = "arrived", _("Arrived")
    INTERVIEWED = "interviewed", _("Interviewed")
    OFFERED = "offered", _("Offered")
    STARTED = "started", _("Started")
    DAY7 = "day7", _("Stayed 7 days")
    DAY30 = "day30", _("Stayed 30 days")
    DAY90 = "day90", _("Stayed 90 days")
    CLOSED = "closed", _("Closed")


class ClosingReason(models.TextChoices):
    NOT_CHOSEN = "not_chosen", _("They chose someone else")
    NO_ANSWER = "no_answer", _("Nobody answered the phone")
    WITHDREW = "withdrew", _("The worker withdrew")
    LEFT = "left", _("The worker left")
    JOB_GONE = "job_gone", _("The job is gone")
    STAYED = "stayed", _("Stayed for good")


PATH: list[ApplicationState] = [state for state in ApplicationState if state != ApplicationState.CLOSED]
"""The way of an application that goes well, in order."""

APPLICATION_TRANSITIONS: dict[ApplicationState, set[ApplicationState]] = {
    **{state: {following, ApplicationState.CLOSED} for state, following in pairwise(PATH)},
    PATH[-1]: {ApplicationState.CLOSED},
    ApplicationState.CLOSED: set(),
}

AT_WORK = {ApplicationState.STARTED, ApplicationState.DAY7, ApplicationState.DAY30, ApplicationState.DAY90}
"""States in which the application holds one of the job's places."""


def next_state(state: str) -> ApplicationState | None:
    """The next step of an application that goes well; None at the end."""
    if state not in PATH[:-1]:
        return None
    return PATH[PATH.index(ApplicationState(state)) + 1]
