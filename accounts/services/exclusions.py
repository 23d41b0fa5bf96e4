"""With whom an organisation does not deal: they do not write in its rooms, apply to it or order from it.

What was paid before goes on. `accounts.services.dealings` is asked wherever one of these begins.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.audit.services import record_act
from accounts.events import PersonExcluded, PersonLetBack
from accounts.models import Exclusion, Organization, User
from accounts.permissions import can_manage, is_member
from core.errors import NotAllowed, Refused
from core.events import publish


@transaction.atomic
def exclude_person(
    *, organization: Organization, actor: User, person: User | None, reason: str, phone: str = "", name: str = ""
) -> Exclusion:
    """`person` is None for who has no account; then `phone` (E.164) and the `name` they gave say who it is. Twice is once.

    Raises NotAllowed unless an owner or manager asks; Refused for a member, and without a reason.
    """
    # Whoever is being served at this moment holds it shared: after this line nobody is.
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    if not can_manage(actor, organization):
        raise NotAllowed(_("Only an owner or a manager can do this."))
    reason = reason.strip()
    if not reason:
        raise Refused(_("Give a reason: the person will read it."), field="reason")
    if person is not None and is_member(person, organization):
        sentence = _("%(name)s belongs to %(organization)s. Remove them from the members first.")
        raise Refused(sentence % {"name": person.get_short_name(), "organization": organization})
    same = Q(person=person) if person is not None else Q(phone=phone)
    known = Exclusion.objects.filter(same, organization=organization).first()
    if known is not None:
        return known
    free = bool(phone) and not Exclusion.objects.filter(organization=organization, phone=phone).exists()
    exclusion = Exclusion.objects.create(
        organization=organization,
        person=person,
        phone=phone if free else None,
        name="" if person is not None else name[:60],
        reason=reason[:200],
        excluded_by=actor,
    )
    _note("organization.person_excluded", exclusion, actor, exclusion.reason)
    publish(PersonExcluded(organization_id=organization.pk, exclusion_id=exclusion.pk), actor=actor)
    return exclusion


@transaction.atomic
def lift_exclusion(*, exclusion: Exclusion, actor: User) -> None:
    """The row goes, and with it the number; who did what stays in the audit log."""
    if not can_manage(actor, exclusion.organization):
        raise NotAllowed(_("Only an owner or a manager can do this."))
    _note("organization.person_let_back", exclusion, actor)
    publish(PersonLetBack(organization_id=exclusion.organization_id, exclusion_id=exclusion.pk), actor=actor)
    Exclusion.objects.filter(pk=exclusion.pk).delete()


def _note(action: str, exclusion: Exclusion, actor: User, reason: str = "") -> None:
    details = {"exclusion_id": exclusion.pk, "person_id": exclusion.person_id}
    record_act(actor=actor, action=action, target=exclusion.organization, reason=reason, details=details)
