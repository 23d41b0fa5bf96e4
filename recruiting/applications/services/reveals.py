"""Showing a worker's number to the people who will call, and writing down who saw it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit.services import record_act
from accounts.models import User
from core.errors import NotAllowed
from core.events import publish
from recruiting.applications.events import PhoneRevealed
from recruiting.applications.models import Application, PhoneReveal
from recruiting.applications.permissions import can_work


@transaction.atomic
def reveal_phone(*, application: Application, viewer: User) -> str:
    """The number in E.164. Looking twice is one row, with the time of the first look."""
    if not can_work(viewer, application):
        raise NotAllowed(_("Only those who manage this employer may see this number."))
    _reveal, is_new = PhoneReveal.objects.get_or_create(application=application, viewer=viewer)
    if is_new:
        record_act(actor=viewer, action="phone.revealed", target=application)
        publish(PhoneRevealed(application_id=application.pk, viewer_id=viewer.pk), actor=viewer)
    return str(application.phone)
