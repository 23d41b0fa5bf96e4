"""Moving an application along its way, one step at a time, or closing it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import NotAllowed, Refused
from core.events import publish
from core.transitions import check_transition
from recruiting.applications.events import ApplicationMoved
from recruiting.applications.models import Application, ApplicationMove
from recruiting.applications.permissions import can_work
from recruiting.applications.queries.workers import worker_with_number
from recruiting.applications.states import APPLICATION_TRANSITIONS, AT_WORK, ApplicationState, ClosingReason
from recruiting.jobs.services.publishing import change_places_taken


@transaction.atomic
def move_application(*, application: Application, actor: User, to_state: str, note: str = "") -> Application:
    """The employer's next step. Raises IllegalTransition when somebody was quicker."""
    _check_may_work(application, actor)
    if to_state == ApplicationState.CLOSED:
        raise Refused(_("Say why it is closed."))
    return _move(application, actor=actor, to_state=to_state, note=note)


@transaction.atomic
def close_application(*, application: Application, actor: User, reason: str, note: str = "") -> Application:
    """The employer's no, or the end of a good story; the reason is told to the worker."""
    _check_may_work(application, actor)
    if reason not in ClosingReason.values or reason == ClosingReason.WITHDREW:
        raise Refused(_("Say why it is closed."), field="reason")
    return _move(application, actor=actor, to_state=ApplicationState.CLOSED, reason=reason, note=note)


@transaction.atomic
def withdraw_application(*, application: Application, worker: User | None = None) -> Application:
    """The worker changes their mind. `worker` is None for whoever came by the link; the caller has checked who asks."""
    return _move(application, actor=worker, to_state=ApplicationState.CLOSED, reason=ClosingReason.WITHDREW)


def _check_may_work(application: Application, actor: User) -> None:
    if not can_work(actor, application):
        raise NotAllowed(_("Only those who manage this employer may move its applications."))


def _move(
    application: Application, *, actor: User | None, to_state: str, reason: str = "", note: str = ""
) -> Application:
    application = Application.objects.select_for_update(of=("self",)).select_related("worker").get(pk=application.pk)
    was = application.state
    check_transition(APPLICATION_TRANSITIONS, was, to_state)
    now = timezone.now()
    application.state, application.state_since, application.closing_reason = to_state, now, reason
    if application.worker is None:  # sent without an account; meanwhile there may be one to tell
        application.worker = worker_with_number(phone=str(application.phone))
    application.save(update_fields=["state", "state_since", "closing_reason", "worker"])
    ApplicationMove.objects.create(
        application=application, from_state=was, to_state=to_state, actor=actor, reason=reason, note=note, moved_at=now
    )
    if (was in AT_WORK) != (to_state in AT_WORK):
        change_places_taken(job_id=application.job_id, by=1 if to_state in AT_WORK else -1)
    publish(
        ApplicationMoved(application_id=application.pk, worker_id=application.worker_id or 0, state=to_state),
        actor=actor,
    )
    return application
