"""Who may edit a farm: the owner and the managers of its organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from accounts.permissions import can_manage
from core.errors import NotAllowed

if TYPE_CHECKING:
    from marketplace.storefronts.models import Farm


def can_edit(user: Any, farm: Farm) -> bool:
    return can_manage(user, farm.organization)


def require_editor(user: Any, farm: Farm) -> None:
    """Raises `NotAllowed`. Services call it, so that no view, socket or API can forget to."""
    if not can_edit(user, farm):
        raise NotAllowed(_("Only the owner and the managers of this farm can do that."))
