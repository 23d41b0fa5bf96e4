from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.events import OrganizationChanged
from accounts.models import Membership, Organization, User
from accounts.permissions import can_manage
from accounts.states import OrganizationKind, Role
from core.errors import NotAllowed, Refused
from core.events import publish
from core.localized import LocalizedText
from core.uploads.models import Picture


@transaction.atomic
def create_organization(*, owner: User, kind: OrganizationKind | str, slug: str, name: LocalizedText) -> Organization:
    """Raises Refused (field "slug") when somebody has that address."""
    try:
        with transaction.atomic():
            organization = Organization.objects.create(kind=kind, slug=slug, name=name)
    except IntegrityError:
        raise Refused(_("Somebody has this address already. Try another."), field="slug") from None
    Membership.objects.create(organization=organization, user=owner, role=Role.OWNER)
    return organization


@transaction.atomic
def change_organization(
    *, organization: Organization, actor: User, name: LocalizedText, avatar: Picture | None
) -> Organization:
    """Its name and its picture. Kind and address stay: people have them on paper bags. Raises NotAllowed."""
    if not can_manage(actor, organization):
        raise NotAllowed(_("Only an owner or a manager can do this."))
    organization.name, organization.avatar = name, avatar
    organization.save(update_fields=["name", "avatar"])
    publish(OrganizationChanged(organization_id=organization.pk), actor=actor)
    return organization
