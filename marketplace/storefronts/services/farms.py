from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from accounts.states import OrganizationKind
from core.errors import Refused
from core.events import publish
from marketplace.storefronts.events import FarmChanged, FarmOpened
from marketplace.storefronts.models import Farm
from marketplace.storefronts.permissions import require_editor


@transaction.atomic
def open_farm(*, organization: Organization, actor: User, **face: Any) -> Farm:
    """Give the organisation a storefront; `face` are fields of `Farm`. Raises `Refused` if it is no farm or has one."""
    farm = Farm(organization=organization, **face)
    require_editor(actor, farm)
    if organization.kind != OrganizationKind.FARM:
        raise Refused(_("Only a farm can open a stall. Employers have their own page."))
    if Farm.objects.filter(pk=organization.pk).exists():
        raise Refused(_("This farm is open already."))
    farm.save(force_insert=True)
    publish(FarmOpened(organization_id=organization.pk), actor=actor)
    return farm


@transaction.atomic
def change_farm(*, farm: Farm, actor: User, **face: Any) -> Farm:
    require_editor(actor, farm)
    for name, value in face.items():
        setattr(farm, name, value)
    farm.save(update_fields=face.keys())
    publish(FarmChanged(organization_id=farm.pk, part="farm"), actor=actor)
    return farm
