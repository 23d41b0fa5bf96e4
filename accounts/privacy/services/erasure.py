"""Erasing an account: at once, whole, and only when nobody is still owed something.

The rows go in one transaction, so that there is never half a person. Files follow when it is certain; `cleaned_at` tells
the hourly task which ones are still to be deleted.
"""

from __future__ import annotations

from datetime import datetime

from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.services import record_act
from accounts.models import Organization, User
from accounts.privacy.events import AccountErased
from accounts.privacy.models import Erasure
from accounts.privacy.queries import what_blocks_erasing
from accounts.privacy.services.exports import delete_export
from accounts.privacy.states import ExportState
from accounts.services.sessions import end_other_logins
from core.errors import Refused
from core.events import publish
from core.personal_data import registry


class ErasureBlocked(Refused):
    """Something is still open. The page lists the blockers with their links; this names the first."""


@transaction.atomic
def erase_account(*, user: User, actor: User | None, now: datetime | None = None) -> Erasure:
    """Forget the person; what the law keeps stays without a name. `actor` is None when the site does it by itself.

    Erasing twice is erasing once. Raises ErasureBlocked, and changes nothing, while something is open.
    """
    now = now or timezone.now()
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if user.erased_at:
        return user.erasure
    _hold_organizations(user)
    if blockers := what_blocks_erasing(user=user):
        raise ErasureBlocked(blockers[0].sentence)
    if user.is_superuser or user.is_staff:
        raise ErasureBlocked(_("You help to run the fair. Ask another administrator to take your rights away first."))
    User.objects.filter(pk=user.pk).update(avatar=None)  # first, so that the picture is nobody's when pictures go
    for kind in registry:
        kind.erase(user)
    for export in user.exports.exclude(state=ExportState.GONE):
        delete_export(export=export)
    user.email = user.phone = user.avatar = None
    user.name = user.language = ""
    user.phone_verified = user.is_active = False
    user.set_unusable_password()
    user.erased_at = now
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    end_other_logins(user=user, session_key=None)
    erasure = Erasure.objects.create(user=user, asked_by_person=actor is not None, at=now)
    record_act(actor=actor, action="account.erased", target=user)
    publish(AccountErased(user_id=user.pk), actor=actor)
    return erasure


def _hold_organizations(user: User) -> None:
    """Nobody becomes the owner of one, or the only one, between the question whether they are and their going."""
    list(Organization.objects.select_for_update(no_key=True, of=("self",)).filter(members=user).order_by("pk"))


def clean_up(*, erasure: Erasure, now: datetime) -> None:
    """Delete what may still lie in the storage of somebody who left. May run twice."""
    for export in erasure.user.exports.all():
        _delete_folder(export.file.storage, export.folder)
    Erasure.objects.filter(pk=erasure.pk, cleaned_at=None).update(cleaned_at=now)


def _delete_folder(storage: Storage, folder: str) -> None:
    for place in (f"{folder}/parts", folder):
        try:
            _folders, files = storage.listdir(place)
        except FileNotFoundError:
            continue
        for name in files:
            storage.delete(f"{place}/{name}")
