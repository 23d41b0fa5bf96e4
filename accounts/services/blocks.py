"""What a person does not want to see or hear of. It changes what they see, and nothing for anybody else."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.events import OrganizationBlocked, PersonBlocked
from accounts.models import Follow, Organization, OrganizationBlock, PersonBlock, User
from accounts.permissions import is_member
from core.errors import Refused
from core.events import publish


@transaction.atomic
def block_organization(*, user: User, organization: Organization) -> OrganizationBlock:
    """Ends following as well; blocking twice is blocking once. Raises Refused for a member of it."""
    if is_member(user, organization):
        raise Refused(
            _("You belong to %(organization)s. Leave it before you block it.") % {"organization": organization}
        )
    block, is_new = OrganizationBlock.objects.get_or_create(user=user, organization=organization)
    Follow.objects.filter(user=user, organization=organization).delete()
    if is_new:
        publish(OrganizationBlocked(organization_id=organization.pk, user_id=user.pk), actor=user)
    return block


@transaction.atomic
def unblock_organization(*, user: User, organization: Organization) -> None:
    OrganizationBlock.objects.filter(user=user, organization=organization).delete()


@transaction.atomic
def block_person(*, user: User, person: User) -> PersonBlock:
    """Hides what `person` writes from `user`. Raises Refused for oneself."""
    if user.pk == person.pk:
        raise Refused(_("You cannot block yourself."))
    block, is_new = PersonBlock.objects.get_or_create(user=user, person=person)
    if is_new:
        publish(PersonBlocked(person_id=person.pk, user_id=user.pk), actor=user)
    return block


@transaction.atomic
def unblock_person(*, user: User, person: User) -> None:
    PersonBlock.objects.filter(user=user, person=person).delete()
