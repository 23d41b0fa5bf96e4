from django.db import transaction
from django.utils.translation import gettext as _

from accounts.events import OrganizationFollowed
from accounts.models import Follow, Organization, OrganizationBlock, User
from accounts.services.dealings import check_is_open
from core.errors import Refused
from core.events import publish


@transaction.atomic
def follow(*, user: User, organization: Organization) -> Follow:
    """Follow; following twice is following once and tells nobody again. Raises Refused for what the person blocked or what
    has closed.
    """
    if OrganizationBlock.objects.filter(user=user, organization=organization).exists():
        raise Refused(
            _("You blocked %(organization)s. Unblock it first, then follow it.") % {"organization": organization}
        )
    check_is_open(organization=organization)
    follow, is_new = Follow.objects.get_or_create(user=user, organization=organization)
    if is_new:
        publish(OrganizationFollowed(organization_id=organization.pk, user_id=user.pk), actor=user)
    return follow


@transaction.atomic
def unfollow(*, user: User, organization: Organization) -> None:
    Follow.objects.filter(user=user, organization=organization).delete()
