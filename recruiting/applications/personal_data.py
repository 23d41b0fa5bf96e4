"""What somebody applied for, whom they called, and who saw their number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.personal_data import PersonalData, Retention, Row, delete_batch, plain, register_retention, registry
from recruiting.applications.models import Application, ApplicationMove, PhoneReveal
from recruiting.applications.services.moves import withdraw_application
from recruiting.applications.states import ApplicationState

NAMELESS = {"name": "", "phone": ""}


def _of(user: User) -> QuerySet[Application]:
    mine = Q(worker=user)
    if user.phone and user.phone_verified:
        mine |= Q(worker__isnull=True, phone=user.phone)
    return Application.objects.filter(mine).order_by("pk")


def _applications(user: User) -> Iterable[Row]:
    found = _of(user).select_related("job__employer__organization").prefetch_related("moves", "reveals__viewer")
    for application in found:
        yield {
            "job": str(application.job.title),
            "employer": str(application.job.employer),
            "name": application.name,
            "phone": str(application.phone),
            "state": application.state,
            "created_at": plain(application.created_at),
            "steps": [{"to": move.to_state, "at": plain(move.moved_at)} for move in application.moves.all()],
            "number_seen_by": [
                {"who": reveal.viewer.get_short_name(), "at": plain(reveal.seen_at)}
                for reveal in application.reveals.all()
            ],
        }


def _forget_applications(user: User) -> None:
    for application in _of(user).exclude(state=ApplicationState.CLOSED):
        withdraw_application(application=application, worker=user)
    _of(user).update(**NAMELESS)


def _hiring(user: User) -> Iterable[Row]:
    for move in ApplicationMove.objects.filter(actor=user).exclude(application__worker=user).order_by("pk"):
        yield {"application": move.application_id, "to": move.to_state, "at": plain(move.moved_at)}
    for reveal in PhoneReveal.objects.filter(viewer=user).order_by("pk"):
        yield {"number_seen_of_application": reveal.application_id, "at": plain(reveal.seen_at)}


def _old_applications(before: datetime, limit: int) -> int:
    closed = Application.objects.filter(state=ApplicationState.CLOSED, state_since__lt=before).exclude(name="")
    keys = list(closed.order_by("pk").values_list("pk", flat=True)[:limit])
    Application.objects.filter(pk__in=keys).update(**NAMELESS)
    return len(keys)


def _old_reveals(before: datetime, limit: int) -> int:
    return delete_batch(PhoneReveal.objects.filter(seen_at__lt=before), limit)


def register() -> None:
    registry.register(
        PersonalData(
            name="applications",
            label=gettext_lazy("Your applications"),
            models=("applications.Application",),
            export=_applications,
            erase=_forget_applications,
            erased=gettext_lazy("Name and number on your applications; the ones still open are withdrawn."),
            kept=gettext_lazy("That a place was applied for, without your name."),
        ),
        PersonalData(
            name="hiring",
            label=gettext_lazy("What you did with applications of others"),
            models=("applications.ApplicationMove", "applications.PhoneReveal"),
            export=_hiring,
            kept=gettext_lazy("That a number was seen: two years, for the one whose number it is."),
        ),
    )
    register_retention(
        Retention(
            name="closed_applications",
            label=gettext_lazy("Name and number on a closed application"),
            forget=_old_applications,
        ),
        Retention(name="phone_reveals", label=gettext_lazy("Who saw a number"), forget=_old_reveals),
    )
