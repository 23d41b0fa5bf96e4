"""Shutting a person out and letting them in again: by somebody behind the fair, with a reason, written down for good."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit.services import record_act
from accounts.models import User
from accounts.permissions import is_support
from accounts.services.sessions import end_other_logins
from core.errors import NotAllowed, Refused


@transaction.atomic
def deactivate_person(*, person: User, actor: User, reason: str) -> int:
    """They are logged out everywhere and cannot log in again; returns how many logins ended.

    Raises NotAllowed for who is not support, or is not above this person; Refused for oneself, without a reason, or when
    it was done before.
    """
    locked = _locked(person=person, actor=actor, reason=reason)
    if locked == actor:
        raise Refused(_("This is your own account. Ask a colleague to do it."))
    if not locked.is_active:
        raise Refused(_("This account was shut before."))
    _set_active(locked, is_active=False)
    ended = end_other_logins(user=locked, session_key=None)
    record_act(actor=actor, action="person.deactivated", target=locked, reason=reason, details={"logins_ended": ended})
    return ended


@transaction.atomic
def reactivate_person(*, person: User, actor: User, reason: str) -> None:
    """Raises as `deactivate_person` does, and Refused for somebody who had their account erased."""
    locked = _locked(person=person, actor=actor, reason=reason)
    if locked.erased_at is not None:
        raise Refused(_("This account was erased by its owner. They can make a new one."))
    if locked.is_active:
        raise Refused(_("This account is open."))
    _set_active(locked, is_active=True)
    record_act(actor=actor, action="person.reactivated", target=locked, reason=reason)


def may_shut(*, actor: User, person: User) -> bool:
    """Support, and of the people behind the fair a superuser alone."""
    is_above = actor.is_superuser or not (person.is_staff or person.is_superuser)
    return actor.is_staff and is_support(actor) and is_above


def check_may_shut(*, actor: User, person: User, reason: str) -> None:
    """Raises NotAllowed as `may_shut` says, and Refused without a reason."""
    if not may_shut(actor=actor, person=person):
        raise NotAllowed(_("Only support may do this, and only a superuser to somebody who works behind the fair."))
    if not reason.strip():
        raise Refused(_("Say why. It is written down beside your name."), field="reason")


def _locked(*, person: User, actor: User, reason: str) -> User:
    locked = User.objects.select_for_update().get(pk=person.pk)
    check_may_shut(actor=actor, person=locked, reason=reason)
    return locked


def _set_active(person: User, *, is_active: bool) -> None:
    person.is_active = is_active
    person.save(update_fields=["is_active"])
